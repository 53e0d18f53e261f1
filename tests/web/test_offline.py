"""An installable page that keeps what may be kept, and nothing else."""

import re

import pytest
from django.test import Client

from intreccio.kernel.languages import NAMES
from tests.web.conftest import VisitorOf


def is_there(client: Client, path: str) -> bool:
    """Whether an asset is served."""
    answer = client.get(path)
    answer.close()
    return bool(answer.status_code == 200)


pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.mark.parametrize("language", NAMES)
def test_there_is_a_manifest_in_every_language(visitor: VisitorOf, language: str) -> None:
    client = visitor()
    manifest = client.get(f"/manifest/{language}.webmanifest").json()
    assert manifest["lang"] == language
    assert manifest["dir"] == ("rtl" if language == "ar" else "ltr")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all(is_there(client, icon["src"]) for icon in manifest["icons"])


def test_what_the_worker_fetches_is_there(visitor: VisitorOf) -> None:
    client = visitor()
    worker = client.get("/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "no-cache" in worker["Cache-Control"]
    assets = re.findall(r'"(/static/[^"]+)"', worker.text)
    assert len(assets) > 10
    assert [path for path in assets if not is_there(client, path)] == []


def test_public_pages_may_be_kept_by_whoever_is_not_signed_in(visitor: VisitorOf) -> None:
    for path in ("/?what=cammino&where=Dalmine", "/list/", "/help/", "/offline/"):
        assert visitor().get(path).headers.get("X-Offline") == "keep", path
        assert "X-Offline" not in visitor("steward").get(path).headers, path


@pytest.mark.parametrize("path", ["/desk/", "/accounts/login/", "/journal/", "/reports/x/"])
def test_other_pages_are_never_kept(visitor: VisitorOf, path: str) -> None:
    assert "X-Offline" not in visitor().get(path).headers


@pytest.mark.parametrize(
    "path", ["/?what=antiviolenza", "/?term=activities:diritti/antiviolenza", "/?what=Casa+di+accoglienza"]
)
def test_sensitive_pages_are_stored_nowhere(visitor: VisitorOf, path: str) -> None:
    client = visitor()
    answer = client.get(path)
    assert (answer["Cache-Control"], "X-Offline" in answer.headers) == ("no-store", False)
    service = re.search(r'href="(/services/[^"]+)"', answer.text)
    assert service
    assert client.get(service[1])["Cache-Control"] == "no-store"
