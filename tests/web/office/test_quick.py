"""A listing in five minutes: shown at once, and gone by itself."""

from datetime import timedelta

import pytest

from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import load_base_taxonomies, update_freshness
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries import terms
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.territory.actions import add_territory
from tests.web.office.conftest import Network

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(network: Network):
    load_base_taxonomies(by=SYSTEM)
    terms.forget()
    add_territory(name="Provincia di Bergamo", province="BG", by=SYSTEM)


def said(**more):
    return {
        "name": "Merenda in piazza", "summary": "Per chi è appena arrivato.", "activity": "activities:movimento",
        "organisation": "Quelle del mercoledì", "municipality": "Dalmine", "place": "Piazza Libertà",
        "when": "mer 15-17", "phone": "035 123456", "free": "on", "days": "14", **more,
    }  # fmt: skip


def test_it_is_found_at_once_and_withdraws_itself(network, province, signed_in):
    answer = signed_in(network.office).post("/office/quick/", said())
    assert answer.status_code == 303
    service = Service.objects.get(texts__name="Merenda in piazza")
    assert signed_in().get(f"/services/{service.pk}/").status_code == 200
    assert find(Question(words="merenda")).total == 1
    with clock.at(clock.now() + timedelta(days=15)):
        update_freshness(only_expired=True)
    assert find(Question(words="merenda")).total == 0


def test_who_is_not_known_is_shown_as_not_verified(network, province, signed_in):
    signed_in(network.office).post("/office/quick/", said())
    body = Organisation.objects.get(name="Quelle del mercoledì")
    assert body.verification == "to-verify"
    assert "Ente verificato" not in signed_in().get(f"/network/{body.pk}/").content.decode()


def test_who_is_known_is_not_registered_again(network, province, signed_in):
    signed_in(network.office).post("/office/quick/", said(organisation="PASSO LENTO"))
    assert Organisation.objects.filter(name__iexact="passo lento").count() == 1
    assert network.body.services.count() == 2


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("municipality", "Xyzzyland", "Non conosciamo nessun comune"),
        ("when", "quando capita", "quando capita"),
        ("phone", "12", "troppo corto"),
        ("activity", "activities:levitazione", "levitazione"),
        ("days", "9999", "9999"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(network, province, signed_in, field, wrong, words):
    answer = signed_in(network.office).post("/office/quick/", said(**{field: wrong}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Merenda in piazza" in page
    assert not Service.objects.filter(texts__name="Merenda in piazza").exists()
    assert not Organisation.objects.filter(name="Quelle del mercoledì").exists()


def test_only_the_office_publishes_in_a_hurry(network, province, signed_in):
    for client in (signed_in(network.steward), signed_in()):
        assert client.get("/office/quick/").status_code in (302, 403)
        client.post("/office/quick/", said())
    assert not Service.objects.filter(texts__name="Merenda in piazza").exists()
