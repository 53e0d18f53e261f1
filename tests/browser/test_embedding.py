"""The finder in a page of another site: shown there, as high as what it shows, its links opening here."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


class OtherSite(HTTPServer):
    """A site of somebody else, each page of which holds `line`."""

    line = ""

    @property
    def host(self) -> str:
        return f"localhost:{self.server_port}"


class OtherPage(BaseHTTPRequestHandler):
    """One page of it."""

    def do_GET(self) -> None:
        assert isinstance(self.server, OtherSite)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!DOCTYPE html><html lang=it><title>Comune</title>{self.server.line}".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test says enough."""


@pytest.fixture
def site() -> Iterator[OtherSite]:
    with OtherSite(("127.0.0.1", 0), OtherPage) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def line_for(open_page: OpenPage, site: OtherSite, label: str) -> str:
    """The line that the network office copies for a site, once it has let it show the finder."""
    page = open_page("/office/embeds/", role="network-office")
    page.get_by_label("Nome dell’altro sito").fill(site.host)
    page.get_by_label("Prima ricerca").fill("/?where=Dalmine")
    page.get_by_role("button", name="Crea la riga").click()
    card = page.locator("li.card").filter(has=page.get_by_role("heading", name=site.host))
    return card.get_by_label(label, exact=True).input_value()


def shown_there(open_page: OpenPage, site: OtherSite, *, javascript: bool = True) -> Page:
    page = open_page("/help/", javascript=javascript)
    page.goto(f"http://{site.host}/")
    heading = page.frame_locator("iframe").get_by_role("heading", name="Trova un servizio vicino a te")
    expect(heading).to_be_visible()
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_one_line_shows_it(open_page: OpenPage, site: OtherSite, javascript: bool) -> None:
    site.line = line_for(open_page, site, "La riga da copiare")
    page = shown_there(open_page, site, javascript=javascript)
    frame = page.frame_locator("iframe")
    frame.get_by_label("Che cosa cerchi?").fill("cammini di casa")
    frame.get_by_role("button", name="Cerca").click()
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name=re.compile("Cammini di casa")).first.click()
    assert re.search(r"/services/[0-9a-f-]{36}/$", opened.value.url)


def test_with_its_script_it_is_as_high_as_what_it_shows(open_page: OpenPage, site: OtherSite) -> None:
    site.line = line_for(open_page, site, "La stessa, con uno script che ne adatta l’altezza al contenuto")
    page = shown_there(open_page, site)
    expect(page.locator("iframe")).not_to_have_attribute("height", "900")
    whole, seen = page.frame_locator("iframe").locator("html").evaluate("it => [it.scrollHeight, it.clientHeight]")
    assert abs(whole - seen) <= 2
