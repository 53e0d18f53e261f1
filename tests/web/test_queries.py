"""Pages ask the database as often for many rows as for few."""

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import ServiceText
from tests.web.conftest import VisitorOf

AMBITI = "provincia-di-bergamo:ambiti"
pytestmark = pytest.mark.usefixtures("demonstration")


def asked(client: Client, path: str) -> int:
    """How many statements an answer takes, once the process has learnt what it keeps."""
    client.get(path)
    with CaptureQueriesContext(connections["default"]) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def page_of(organisation: str) -> str:
    return f"/network/{Organisation.objects.get(name__contains=organisation).pk}/"


def page_of_service(name: str) -> str:
    return f"/services/{ServiceText.objects.get(language='it', name=name).service_id}/"


@pytest.mark.parametrize(
    ("few", "many"),
    [
        ("/?what=antiviolenza&where=Dalmine", "/?what=ginnastica&where=Dalmine"),
        ("/?term=activities:diritti/antiviolenza", "/?free=yes"),
        (f"/?zone={AMBITI}:09&what=ginnastica", f"/?zone={AMBITI}:02"),
        (f"/?by={AMBITI}", "/?by=provincia-di-bergamo:municipality"),
        ("/api/zonings/provincia-di-bergamo:region", "/api/zonings/provincia-di-bergamo:municipality"),
        ("/network/?kind=foundation", "/network/"),
        ("/api/find?size=5", "/api/find?size=20"),
        ("/api/find?size=20", "/api/find?size=100"),
    ],
)
def test_lists_do_not_ask_more_for_more(visitor: VisitorOf, few: str, many: str) -> None:
    client = visitor()
    assert asked(client, few) == asked(client, many)


def test_an_organisation_with_many_services_and_places_asks_no_more(visitor: VisitorOf) -> None:
    client = visitor()
    assert asked(client, page_of("Passo Lento")) == asked(client, page_of("Quelle del mercoledì"))


def test_a_service_with_many_groups_asks_no_more(visitor: VisitorOf) -> None:
    client = visitor()
    many, few = (asked(client, page_of_service(name)) for name in (
        "Cammini di casa – pianura", "Cammini di casa – città e cintura",
    ))  # fmt: skip
    assert many == few
    assert many <= 29


def test_the_find_page_asks_little(visitor: VisitorOf) -> None:
    assert asked(visitor(), "/?what=ginnastica&where=Dalmine") <= 13


def test_a_desk_with_many_listings_asks_no_more(visitor: VisitorOf) -> None:
    many, few = (asked(visitor(role), "/desk/") for role in ("operator", "steward"))
    second_factor = 1  # asked after for an operator on every page
    named = 1  # the pages that readers wrote about, where somebody did
    assert many - second_factor - named == few <= 25
