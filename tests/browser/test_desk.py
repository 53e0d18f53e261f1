"""The schedule editor says what it understood while one types, by keyboard alone, and saves nothing by itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import go_on

MOST_TABS = 20


def test_hours_are_said_again_while_one_types(open_page: OpenPage) -> None:
    page = open_page("/desk/", role="steward")
    go_on(page, "desk-group")
    page.locator("#id_text-it-name").focus()
    page.keyboard.type("Il martedì")
    _tab_to(page, "id_hours")
    page.keyboard.type("martedì 17-18.30")
    preview = page.locator("#preview-hours")
    expect(preview).to_contain_text("Martedì 17:00–18:30.")
    expect(preview.locator("li")).to_have_count(5)
    page.keyboard.type(" e boh")
    expect(preview).to_contain_text("“boh”: non è chiaro")
    expect(page.locator("#id_hours")).to_be_focused()


def _tab_to(page: Page, field: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    pytest.fail(f"Tab does not lead to {field}.")
