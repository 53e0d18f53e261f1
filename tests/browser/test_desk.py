"""The schedule editor says what it understood while one types, by keyboard alone, and saves nothing by itself."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import go_on


def test_hours_are_said_again_while_one_types(open_page: OpenPage) -> None:
    page = open_page("/desk/", role="steward")
    go_on(page, "desk-group")
    page.locator("#id_name").focus()
    page.keyboard.type("Il martedì")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator("#id_hours")).to_be_focused()
    page.keyboard.type("martedì 17-18.30")
    preview = page.locator("#preview-hours")
    expect(preview).to_contain_text("Martedì 17:00–18:30.")
    expect(preview.locator("li")).to_have_count(5)
    page.keyboard.type(" e boh")
    expect(preview).to_contain_text("“boh”: non è chiaro")
    expect(page.locator("#id_hours")).to_be_focused()
