"""Leaving a page in a hurry: by the button, by Esc three times, and without script."""

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, OpenPage

DELICATE = "/?what=violenza"
ELSEWHERE = "https://www.wikipedia.org/"


def leads_elsewhere(page: Page) -> None:
    def stand_in(route: Route) -> None:
        route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")

    page.route(f"{ELSEWHERE}**", stand_in)


def has_left(page: Page, before: int) -> None:
    page.wait_for_url(ELSEWHERE)
    assert page.evaluate("history.length") == before, "The page is still in the history."


def test_the_button_takes_the_place_of_the_page(open_page: OpenPage) -> None:
    page = open_page(DELICATE, width=PHONE)
    leads_elsewhere(page)
    before = page.evaluate("history.length")
    leave = page.get_by_role("link", name="Esci in fretta")
    expect(leave).to_be_in_viewport()
    leave.click()
    has_left(page, before)


def test_so_does_esc_three_times(open_page: OpenPage) -> None:
    page = open_page(DELICATE)
    leads_elsewhere(page)
    before = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("Escape")
    has_left(page, before)


def test_esc_does_nothing_elsewhere(open_page: OpenPage) -> None:
    page = open_page("/network/")
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_it_comes_with_results_that_replace_others(open_page: OpenPage) -> None:
    page = open_page("/")
    leave = page.get_by_role("link", name="Esci in fretta")
    expect(leave).to_have_count(0)
    page.get_by_label("Che cosa cerchi?").fill("violenza")
    page.keyboard.press("Enter")
    expect(leave).to_be_visible()
    assert page.title() == "Intreccio"
    page.get_by_label("Che cosa cerchi?").fill("Cammini di casa")
    page.keyboard.press("Enter")
    expect(leave).to_have_count(0)


def test_without_script_it_is_a_link(open_page: OpenPage) -> None:
    page = open_page(DELICATE, width=PHONE, javascript=False)
    leads_elsewhere(page)
    page.get_by_role("link", name="Esci in fretta").click()
    page.wait_for_url(ELSEWHERE)
