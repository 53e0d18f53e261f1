"""Every page keeps WCAG 2.2 A and AA, as far as rules can tell, in both themes and widths; nothing sticks out."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.pages import PUBLIC, SIGNED_IN, go_on

STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast"]}
FROM_RIGHT_TO_LEFT = (
    "find", "find-filtered", "find-nothing", "month", "service", "service-confidential", "organisations", "organisation",
    "help", "accessibility", "privacy", "not-found", "list", "booklet", "embed-unknown",
)  # fmt: skip
ALL = {name: (None, path) for name, path in PUBLIC.items()} | SIGNED_IN


IN_ITS_PLACE = (
    """() => { const exit = document.querySelector(".quick-exit"); if (exit) exit.style.position = "static"; }"""
)
"""What floats over a page covers whatever happens to be below it: it is looked at where it stands."""


def violations(page: Page, rules: dict[str, object]) -> Iterator[str]:
    page.evaluate(IN_ITS_PLACE)
    for found in Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response["violations"]:
        for node in found["nodes"]:
            yield f"{found['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"


def sticking_out(page: Page) -> list[str]:
    """What makes the page wider than the window."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1
                || element.getBoundingClientRect().left < -1)
            .map(element => element.outerHTML.slice(0, 120))"""
    )


@pytest.mark.parametrize("name", ALL)
def test_a_page_can_be_used_by_everybody(open_page: OpenPage, name: str) -> None:
    role, path = ALL[name]
    found: dict[object, list[str]] = {}
    page = open_page(path, role=role)
    go_on(page, name)
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = [*violations(page, STANDARD), *sticking_out(page)]
    page.emulate_media(color_scheme="dark")
    found["dark"] = [*violations(page, COLOURS)]
    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize("name", FROM_RIGHT_TO_LEFT)
def test_a_public_page_can_be_used_from_right_to_left(open_page: OpenPage, name: str) -> None:
    page = open_page(PUBLIC[name], language="ar", width=PHONE)
    go_on(page, name)
    assert page.locator("html").get_attribute("dir") == "rtl"
    found = [*violations(page, STANDARD), *sticking_out(page)]
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    assert [*found, *sticking_out(page)] == []
