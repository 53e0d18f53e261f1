"""A real browser before the real server that shows the demonstration.

Whatever a page complains of in the browser's console, a blocked script included, fails the test that met it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from tests import harness
from tests.browser.serving import serve

if TYPE_CHECKING:
    from tests.browser.accounts import SignIns

PHONE, DESKTOP = 360, 1280
HEIGHTS = {PHONE: 740, DESKTOP: 900}
ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SESSION_COOKIE = "sessionid"

OpenPage = Callable[..., Page]


@dataclass
class Complaints:
    """What browser and server had against the pages of one test."""

    seen: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(str(error)))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # That a document was answered with 404 is the matter of the test; pieces of pages are watched below.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.seen.append(message.text)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type not in ("document", "fetch", "xhr"):
            self.seen.append(f"{response.status} {response.url}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program. Without one the tests are skipped, but not where they count."""
    found = os.environ.get("INTRECCIO_CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    message = "There is no Chromium. Install it (Debian: apt install chromium) or name it in INTRECCIO_CHROMIUM."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def shown_database(demonstration_template: str, worker_id: str) -> Iterator[str]:
    with harness.clone(f"{worker_id}_shown", of=demonstration_template) as database:
        yield database


@pytest.fixture(scope="session")
def sign_ins(shown_database: str, use_database, django_db_blocker) -> SignIns:
    """Made before the browser starts: Django refuses its database to a thread in which Playwright runs."""
    from tests.browser.accounts import make_sign_ins

    with django_db_blocker.unblock(), use_database(shown_database):
        return make_sign_ins()


@pytest.fixture(scope="session")
def shown_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its data."""
    return tmp_path_factory.mktemp("shown")


@pytest.fixture(scope="session")
def address(shown_database: str, sign_ins: SignIns, shown_folder: Path) -> Iterator[str]:
    """Where the platform is served."""
    with serve(shown_database, shown_folder) as served_at:
        yield served_at


@pytest.fixture(scope="module")
def browser(chromium: str, address: str) -> Iterator[Browser]:
    # One a module, not a session: while Playwright runs, no other test of this worker could use Django's database.
    as_root = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *as_root])
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, address: str, sign_ins: SignIns) -> Iterator[OpenPage]:
    """Opens an address of the platform: `open_page("/help/", width=PHONE, role="steward", dark=True)`."""
    complaints = Complaints()
    contexts: list[BrowserContext] = []

    def open_it(
        path: str,
        *,
        width: int = DESKTOP,
        role: str | None = None,
        dark: bool = False,
        javascript: bool = True,
        language: str = "it-IT",
        position: tuple[float, float] | None = None,
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=language,
            reduced_motion="reduce",
            **_position(position),
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if role:
            context.add_cookies([{"name": SESSION_COOKIE, "value": sign_ins.sessions[role], "url": address}])
        page = context.new_page()
        complaints.watch(page)
        page.goto(path)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints.seen == []


def _position(position: tuple[float, float] | None) -> dict[str, object]:
    if position is None:
        return {}
    latitude, longitude = position
    return {"geolocation": {"latitude": latitude, "longitude": longitude}, "permissions": ["geolocation"]}
