"""Reading: with the keyboard alone, in another language, in the dark, on a page that does not exist."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

PAPER = "getComputedStyle(document.documentElement).backgroundColor"


def focused(page: Page) -> str:
    """What the focus is on, in a few words."""
    return page.evaluate(
        "() => document.activeElement.id || document.activeElement.getAttribute('href')"
        " || document.activeElement.innerText"
    )


def has_visible_focus(page: Page) -> bool:
    """Whether the element in focus has an outline and stands within the window, under nothing else."""
    return page.evaluate(
        """() => {
            const element = document.activeElement;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2
                && (element.contains(there) || there?.contains(element) === true);
        }"""
    )


def press_until(page: Page, wanted: str, *, most: int = 80) -> None:
    """Tab on to the element with this id; every stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert has_visible_focus(page), f"The focus cannot be seen on {focused(page)}."
        if focused(page) == wanted:
            return
    pytest.fail(f"Tab does not come to {wanted}.")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_keyboard_leads_from_the_form_to_a_service(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width=width)
    page.keyboard.press("Tab")
    assert focused(page) == "#main"
    assert has_visible_focus(page)
    page.keyboard.press("Enter")
    press_until(page, "what", most=3)
    page.keyboard.type("camminata")
    press_until(page, "where")
    page.keyboard.type("Dalmine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?what=camminata*")
    first = page.locator("#found .card-link").first
    address = first.get_attribute("href")
    assert address is not None
    press_until(page, address)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_the_menu_of_a_phone_opens_and_closes_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("/", width=PHONE)
    network = page.get_by_role("banner").get_by_role("link", name="Rete")
    expect(network).to_be_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(network).to_be_visible()
    page.keyboard.press("Escape")
    expect(network).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    network.click()
    page.wait_for_url("**/network/")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_language_is_changed_and_kept_and_the_question_with_it(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/?what=camminata&where=Dalmine", javascript=javascript)
    page.locator(".languages > summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a service near you")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("What are you looking for?")).to_have_value("camminata")
    page.goto("/help/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".languages > summary").click()
    page.get_by_role("button", name="Italiano").click()
    expect(page.locator("html")).to_have_attribute("lang", "it")


def test_the_theme_is_changed_and_kept(open_page: OpenPage) -> None:
    page = open_page("/help/")
    light = page.evaluate(PAPER)
    switch = page.get_by_role("button", name="Tema scuro")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(PAPER) != light
    page.goto("/privacy/")
    expect(page.get_by_role("button", name="Tema scuro")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(PAPER) != light


def test_the_theme_follows_the_system_until_it_is_chosen(open_page: OpenPage) -> None:
    page = open_page("/help/", dark=True)
    expect(page.get_by_role("button", name="Tema scuro")).to_have_attribute("aria-pressed", "true")


def test_a_page_that_does_not_exist_shows_the_way_on(open_page: OpenPage) -> None:
    page = open_page("/nothing-here/")
    expect(page.get_by_text("404")).to_be_visible()
    page.locator("main").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trova un servizio vicino a te")


def test_without_script_the_menu_of_a_phone_leads_on(open_page: OpenPage) -> None:
    page = open_page("/", width=PHONE, javascript=False)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("banner").get_by_role("link", name="Rete").click()
    page.wait_for_url("**/network/")
