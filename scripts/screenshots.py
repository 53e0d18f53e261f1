"""Take the pictures of the README: docs/find.png (a desktop) and docs/find-phone.png (a phone).

Makes the demonstration in a temporary folder and serves it. Needs Chromium, found as the browser tests find it.
Run it with the project's Python: .venv/bin/python scripts/screenshots.py
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

DOCS = Path(__file__).resolve().parent.parent / "docs"
QUESTION = "/?what=ginastica+dolce&where=Dalmine"
MOST_BYTES = 250_000
PATIENCE = 120
INTRECCIO = [sys.executable, "-m", "intreccio"]


@contextmanager
def demonstration() -> Iterator[str]:
    """The demonstration, served from a folder that is gone afterwards; gives its address."""
    with tempfile.TemporaryDirectory(prefix="intreccio-screenshots-") as folder:
        Path(folder).chmod(0o755)
        environment = {**os.environ, "INTRECCIO_DATA": folder}
        subprocess.run([*INTRECCIO, "demo", "--no-serve"], env=environment, check=True)
        port = _free_port()
        server = subprocess.Popen([*INTRECCIO, "run", "--no-jobs", "--port", str(port)], env=environment)
        try:
            _wait(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def take(browser: Browser, address: str, file: Path, width: int, height: int) -> None:
    """The find page in Italian, as a window of that size shows it."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="it-IT", reduced_motion="reduce")
    page.goto(address + QUESTION, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file)
    page.close()
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{file} has {size} bytes, more than {MOST_BYTES}.")
    print(f"{file}: {size // 1000} kB")


def main() -> None:
    """Take every picture."""
    program = os.environ.get("INTRECCIO_CHROMIUM") or shutil.which("chromium")
    if not program:
        raise SystemExit("There is no Chromium. Install it, or name it in INTRECCIO_CHROMIUM.")
    as_root = ["--no-sandbox"] if os.getuid() == 0 else []
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", *as_root])
        take(browser, address, DOCS / "find.png", 1280, 1020)
        take(browser, address, DOCS / "find-phone.png", 360, 1160)
        browser.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/help/").close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
