"""Somebody who was never here: three taps on a phone, in Arabic; a first page that is light and stands still."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

ROME = ZoneInfo("Europe/Rome")
LIGHT_BYTES = 150_000
MOST_SHIFT = 0.01
SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_free_italian_class_for_women_near_dalmine_this_week_in_arabic(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page("/", width=PHONE, language="ar", javascript=javascript)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#what").fill("تعلم الإيطالية للنساء")
    page.locator("#where").fill("Dalmine")
    page.locator("#where").press("Enter")
    page.wait_for_url(re.compile("where=Dalmine"))
    card = page.locator("#found .card").first
    expect(card).to_contain_text("على بعد")
    expect(card).to_contain_text("مجانًا")
    away = re.search(r"على بعد (\d+),\d كم", card.inner_text())
    assert away and int(away[1]) < 10
    card.locator(".card-link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("النساء")
    assert _next_meeting(page) < datetime.now(ROME) + timedelta(days=7)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_need_near_a_place_and_the_first_answer(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/", width=PHONE, language="ar", javascript=javascript)
    page.get_by_role("link", name="أريد تعلّم الإيطالية").click()
    page.locator("#where").fill("Dalmine")
    page.locator("#where").press("Enter")
    page.wait_for_url(re.compile("where=Dalmine"))
    expect(page.locator("#found .card").first).to_contain_text("على بعد")
    page.locator("#found .card-link").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/?what=camminata&where=Dalmine", "/help/", "/pathways/"])
def test_a_first_page_is_light(open_page: OpenPage, path: str) -> None:
    page = open_page("/privacy/", width=PHONE)
    page.context.clear_cookies()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.setBypassServiceWorker", {"bypass": True})
    weight: dict[str, float] = {}
    urls: dict[str, str] = {}
    session.on(
        "Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]})
    )
    session.on(
        "Network.loadingFinished", lambda event: weight.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(path, wait_until="networkidle")
    of_map = ("leaflet", "boundaries", "map.js", "map.css")
    counted = {urls.get(one, ""): size for one, size in weight.items()}
    without_map = sum(size for url, size in counted.items() if not any(part in url for part in of_map))
    assert 10_000 < without_map < LIGHT_BYTES, counted


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("path", ["/", "/?what=camminata&where=Dalmine", "/month/?what=cammino", "/network/"])
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page("/privacy/", width=width)
    page.add_init_script(SHIFTS)
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") <= MOST_SHIFT


def _next_meeting(page: Page) -> datetime:
    """The first date of the page's own calendar, as its reader's calendar program gets it."""
    calendar = page.request.get(page.url.split("?")[0] + "calendar.ics").text()
    starts = re.findall(r"DTSTART;TZID=Europe/Rome:(\d{8}T\d{6})", calendar)
    return min(datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=ROME) for start in starts)
