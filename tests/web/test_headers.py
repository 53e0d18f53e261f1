"""Every answer tells the browser what it may do with it."""

import pytest
from django.test import Client

from intreccio.demo.accounts import DOMAIN, PASSWORD
from tests.web.addresses import ABSENT, every_address
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")


def lacking(answer: object) -> list[str]:
    """The headers that an answer should have and has not."""
    headers = answer.headers  # type: ignore[attr-defined]
    policy = headers.get("Content-Security-Policy", "")
    wanted = {
        "no script from elsewhere": "default-src 'self'" in policy and "unsafe" not in policy,
        "no plug-in": "object-src 'none'" in policy,
        "no form to elsewhere": "form-action 'self'" in policy,
        "no frame": "frame-ancestors 'none'" in policy and headers.get("X-Frame-Options") == "DENY",
        "no guessing of types": headers.get("X-Content-Type-Options") == "nosniff",
        "no address to elsewhere": headers.get("Referrer-Policy") == "same-origin",
        "no camera": "camera=()" in headers.get("Permissions-Policy", ""),
        "encrypted for a year": "max-age=31536000" in headers.get("Strict-Transport-Security", ""),
    }
    return [name for name, is_there in wanted.items() if not is_there]


@pytest.mark.parametrize("role", [None, "network-office"])
def test_every_page_has_its_security_headers(visitor: VisitorOf, role: str | None) -> None:
    client = visitor(role)
    found = {address: lacking(client.get(address)) for address in every_address()}
    assert {address: missing for address, missing in found.items() if missing} == {}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/?age=x", 400),
        ("get", f"/services/{ABSENT}/", 404),
        ("post", "/", 405),
        ("post", "/language/", 302),
        ("get", "/api/find?age=x", 422),
        ("get", "/?what=%00", 400),
    ],
)
def test_answers_to_errors_have_them_too(visitor: VisitorOf, method: str, path: str, status: int) -> None:
    answer = getattr(visitor(), method)(path)
    assert answer.status_code == status
    assert lacking(answer) == []


def test_without_encryption_one_is_led_to_it() -> None:
    answer = Client().get("/help/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/help/")


def test_cookies_are_for_encrypted_connections_and_not_for_scripts(visitor: VisitorOf) -> None:
    client = visitor()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": f"steward@{DOMAIN}", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
