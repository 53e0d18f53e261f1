"""What is taken along stays at hand without a connection, and goes when the list is emptied."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

WALK = "/?what=Cammini%20di%20casa"
KEPT = """async (path) => {
    await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 400; tries++) {
        if (await caches.match(path, { ignoreVary: true })) return true;
        await new Promise((go) => setTimeout(go, 25));
    }
    return false;
}"""
STORED = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
    return kept.flat().map((request) => new URL(request.url).pathname);
}"""


def save_first(page: Page) -> str:
    """Save the first result; returns its name."""
    card = page.locator("article.card").first
    name = card.locator(".card-title").inner_text()
    card.get_by_role("button", name="Salva nella mia lista").click()
    expect(card.get_by_role("button", name="Nella mia lista: togli")).to_be_visible()
    return name


@pytest.mark.parametrize("javascript", [True, False])
def test_a_service_is_saved_and_found_again(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(WALK, width=PHONE, javascript=javascript)
    name = save_first(page)
    assert page.url.endswith(WALK)
    page.goto("/list/")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_role("button", name="Svuota la lista").click()
    expect(page.get_by_role("heading", name="Non hai ancora salvato niente")).to_be_visible()


def test_the_list_and_the_last_results_are_there_without_a_connection(open_page: OpenPage) -> None:
    page = open_page(WALK, width=PHONE)
    name = save_first(page)
    assert page.evaluate(KEPT, "/list/")
    page.goto("/?what=ginnastica&where=Dalmine")
    assert page.evaluate(KEPT, "/?what=ginnastica&where=Dalmine")
    page.context.set_offline(True)
    page.goto("/list/")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.goto("/?what=ginnastica&where=Dalmine")
    assert page.locator("article.card").count() > 3
    page.goto("/accessibility/")
    expect(page.get_by_role("heading", name="Nessuna connessione")).to_be_visible()


def test_what_is_sensitive_is_not_stored_and_emptying_the_list_clears_the_rest(open_page: OpenPage) -> None:
    page = open_page(WALK, width=DESKTOP)
    save_first(page)
    assert page.evaluate(KEPT, "/list/")
    page.goto("/?what=antiviolenza")
    page.goto("/accounts/login/")
    stored = page.evaluate(STORED)
    assert "/list/" in stored
    assert not {"/", "/accounts/login/"} & set(stored)
    page.goto("/list/")
    page.get_by_role("button", name="Svuota la lista").click()
    expect(page.get_by_role("heading", name="Non hai ancora salvato niente")).to_be_visible()
    expect(page.locator("body:not([data-keeps])")).to_be_attached()
    assert "/list/" not in page.evaluate(STORED)


def test_whoever_saves_nothing_has_nothing_stored(open_page: OpenPage) -> None:
    page = open_page(WALK)
    page.goto("/help/")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
