"""Finding a service: on a phone and on a large screen, with and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

BY_THE_DOZEN = "/?what=camminata&where=Dalmine"
SOME_FREE = "/?what=ginnastica&where=Dalmine"
CONFIDENTIAL = "/?what=centro+antiviolenza"
DALMINE = (45.6487, 9.6046)


def search(page: Page, what: str, where: str = "") -> None:
    page.get_by_label("Che cosa cerchi?").fill(what)
    page.get_by_label("Dove?").fill(where)
    page.get_by_role("button", name="Cerca", exact=True).click()


def listed(page: Page) -> list[str]:
    """The addresses of the services in the list."""
    return page.locator("#found .card-link").evaluate_all("links => links.map(link => link.href)")


def words_of(page: Page) -> str:
    """What can be read in the part that is swapped."""
    return page.locator("#results").inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_misspelt_word_near_a_municipality_leads_to_a_service_and_back(
    open_page: OpenPage, width: int, javascript: bool
) -> None:
    page = open_page("/", width=width, javascript=javascript)
    search(page, "ginastica", "Dalmine")
    expect(page.get_by_text("Risultati per «ginnastica»")).to_be_visible()
    assert "where=Dalmine" in page.url
    first = page.locator("#found .card-link").first
    name = first.inner_text()
    expect(page.locator("#found .card").first).to_contain_text("km")
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", name="Quando")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Che cosa cerchi?")).to_have_value("ginastica")
    expect(page.locator("#found .card-link").first).to_have_text(name)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_group_tells_when_it_meets_next(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/?what=cammini+di+casa+pianura", javascript=javascript)
    page.locator("#found .card-link", has_text="Cammini di casa – pianura").click()
    expect(page.get_by_role("heading", name="Prossime date")).to_be_visible()
    assert page.locator(".dates li").count() > 1


def test_filters_are_swapped_in_and_are_what_a_reload_shows(open_page: OpenPage) -> None:
    page = open_page(SOME_FREE)
    page.evaluate("window.wasNotReloaded = true")
    before = page.locator(".results-total").inner_text()
    page.get_by_role("link", name=re.compile("^Gratis")).click()
    expect(page.get_by_role("link", name="Gratis togli il filtro")).to_be_focused()
    assert page.evaluate("window.wasNotReloaded")
    assert "free=yes" in page.url
    assert page.locator(".results-total").inner_text() != before
    swapped = words_of(page), listed(page)
    page.reload()
    assert (words_of(page), listed(page)) == swapped


def test_a_search_keeps_the_filters_that_are_on(open_page: OpenPage) -> None:
    page = open_page("/?free=yes")
    search(page, "camminata")
    expect(page.get_by_role("link", name="Gratis togli il filtro")).to_be_visible()
    assert "free=yes" in page.url


def test_sorting_changes_the_list_at_once(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN)
    page.get_by_label("Ordina per").select_option("next-session")
    page.wait_for_url(re.compile("sort=next-session"))
    expect(page.get_by_label("Ordina per")).to_have_value("next-session")


def test_pages_of_the_list_follow_each_other(open_page: OpenPage) -> None:
    page = open_page("/")
    first = listed(page)
    page.get_by_role("link", name="Successiva").click()
    page.wait_for_url(re.compile("page=2"))
    expect(page.locator("#found")).to_have_attribute("start", "21")
    assert not set(first) & set(listed(page))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_place_that_is_no_municipality_is_named(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/", javascript=javascript)
    search(page, "camminata", "Xyzzyland")
    expect(page.get_by_text("Non conosciamo nessun comune di nome «Xyzzyland».")).to_be_visible()
    assert listed(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_where_nothing_is_found_the_page_says_what_to_do(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/", javascript=javascript)
    search(page, "qqqqzzzz")
    expect(page.get_by_role("heading", name="Nessun servizio trovato")).to_be_visible()
    page.locator("#results").get_by_role("link", name="Chiedi aiuto a una persona").click()
    expect(page.get_by_role("link", name=re.compile("112"))).to_be_visible()


def test_the_readers_position_is_a_place_to_search_from(open_page: OpenPage) -> None:
    page = open_page("/", position=DALMINE)
    page.get_by_label("Che cosa cerchi?").fill("camminata")
    page.get_by_role("button", name="Usa la mia posizione").click()
    page.wait_for_url(re.compile("lat=45.649"))
    expect(page.locator("#found .card").first).to_contain_text("km")
    page.reload()
    expect(page.get_by_label("Dove?")).to_have_value("La mia posizione")
    search(page, "camminata", "Bergamo")
    page.wait_for_url(re.compile("where=Bergamo"))
    expect(page.locator(".notice-warning:visible")).to_have_count(0)


def on_map(page: Page) -> int:
    """How many things the pins stand for: one each, or as many as a shared pin says."""
    labels = page.locator(".map-pin").all_inner_texts()
    return sum(int(label[:-1]) if label.endswith("×") else 1 for label in labels)


def test_the_map_shows_the_places_of_the_list_and_follows_it(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN)
    expect(page.locator(".map-boundary").first).to_be_attached()
    placed = page.locator("#found [data-lat]")
    assert on_map(page) == placed.count() > 1
    page.get_by_role("link", name=re.compile("^Gratis")).click()
    expect(page.get_by_role("link", name="Gratis togli il filtro")).to_be_visible()
    assert on_map(page) == placed.count() > 1


def test_a_pin_tells_what_is_there_and_leads_to_it(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN)
    pin = page.locator(".map-pin:not(.map-cluster)").first
    name = pin.get_attribute("aria-label")
    pin.press("Enter")
    link = page.locator(".leaflet-popup a[href*='/services/']").first
    expect(link).to_be_focused()
    assert link.inner_text() == name
    page.keyboard.press("Escape")
    expect(pin).to_be_focused()
    pin.press(" ")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/**")


def test_pins_that_stand_together_are_a_button_that_parts_or_lists_them(open_page: OpenPage) -> None:
    page = open_page("/?what=corso+di+italiano")
    expect(page.locator(".map-cluster").first).to_be_attached()
    placed = on_map(page)
    for _ in range(8):
        cluster = page.locator(".map-cluster").first
        if not cluster.count():
            break
        words = cluster.get_attribute("aria-label") or ""
        assert words.startswith(f"{cluster.inner_text()[:-1]} insieme: ")
        assert page.get_by_role("button", name=words, exact=True).count() == 1
        before = page.locator(".map-cluster").count(), words
        cluster.press("Enter")
        listed_there = page.locator(".leaflet-popup a[href*='/services/']")
        if listed_there.count():
            assert listed_there.count() == int(cluster.inner_text()[:-1])
            assert all(name in words for name in listed_there.all_inner_texts())
            break
        expect(page.locator(".map-pin:focus")).to_have_count(1)
        first = page.locator(".map-cluster").first
        assert before != (
            page.locator(".map-cluster").count(),
            first.count() and first.get_attribute("aria-label"),
        )
    assert on_map(page) == placed


def test_every_place_of_the_list_is_reached_on_the_map_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN)
    expect(page.locator(".map-boundary").first).to_be_attached()
    pins = page.locator(".map-pin")
    assert pins.evaluate_all(
        "pins => pins.every(pin => pin.tabIndex === 0 && pin.getAttribute('role') === 'button')"
    )
    reached = " ".join(pins.evaluate_all("pins => pins.map(pin => pin.getAttribute('aria-label'))"))
    assert all(
        name in reached
        for name in page.locator("#found [data-lat]").evaluate_all("all => all.map(item => item.dataset.name)")
    )


def test_list_and_map_stand_side_by_side_and_on_phones_the_list_comes_first(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN)
    listed, shown = page.locator("#found").bounding_box(), page.locator("#map").bounding_box()
    assert listed and shown
    assert shown["x"] >= listed["x"] + listed["width"]
    assert shown["y"] < 900
    page.set_viewport_size({"width": PHONE, "height": 740})
    listed, shown = page.locator("#found").bounding_box(), page.locator("#map").bounding_box()
    assert listed and shown
    assert shown["y"] >= listed["y"] + listed["height"]


def test_a_zone_narrows_the_list_and_stands_out_on_the_map(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN)
    before = page.locator(".results-total").inner_text()
    expect(page.locator(".map-boundary").first).to_be_attached()
    assert page.locator("path.map-border").get_attribute("d") in (None, "", "M0 0")
    page.get_by_text("Zona", exact=True).click()
    page.get_by_label("Tipo di zona").select_option("Ambiti")
    page.get_by_label("Zona", exact=True).focus()
    page.get_by_label("Zona", exact=True).select_option("Brembo-Adda")
    expect(page.get_by_role("link", name="Brembo-Adda togli il filtro")).to_be_visible()
    assert page.locator(".results-total").inner_text() != before
    expect(page.locator(".map-boundary-chosen")).to_have_count(17)
    assert len(page.locator("path.map-border").get_attribute("d") or "") > 100
    expect(page.get_by_label("Zona", exact=True)).to_be_focused()
    page.get_by_role("link", name="Brembo-Adda togli il filtro").click()
    expect(page.locator(".map-boundary-chosen")).to_have_count(0)
    expect(page.locator(".results-total")).to_have_text(before)


def test_a_zone_is_chosen_without_script_too(open_page: OpenPage) -> None:
    page = open_page(BY_THE_DOZEN, width=PHONE, javascript=False)
    page.get_by_text("Filtri", exact=True).click()
    page.get_by_text("Zona", exact=True).click()
    page.get_by_label("Tipo di zona").select_option("Ambiti")
    page.locator(".zone-form").get_by_role("button", name="Mostra").click()
    page.get_by_label("Zona", exact=True).select_option("Brembo-Adda")
    page.locator(".zone-form").get_by_role("button", name="Mostra").click()
    expect(page.get_by_role("link", name="Brembo-Adda togli il filtro")).to_be_visible()
    expect(page.get_by_label("Dove?")).to_have_value("Dalmine")


def test_a_service_with_a_confidential_address_is_on_no_map(open_page: OpenPage) -> None:
    page = open_page(CONFIDENTIAL)
    card = page.locator("#found .card", has_text="Lune Nuove").first
    expect(card).to_contain_text("indirizzo riservato")
    assert card.get_attribute("data-lat") is None
    card.locator(".card-link").click()
    expect(page.get_by_text("Indirizzo riservato", exact=True)).to_be_visible()
    assert page.locator("[data-map], [data-lat], .map-pin").count() == 0


def test_the_list_can_be_read_in_english(open_page: OpenPage) -> None:
    page = open_page("/?what=walking&where=Dalmine", language="en-GB")
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a service near you")
    expect(page.locator("#found .card").first).to_contain_text("km away")
