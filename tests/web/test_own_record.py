"""A person's own way to their record: card and PIN, nobody else's, for a while."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, Sight
from intreccio.kernel.actions import action
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal import record
from intreccio.people.access import own_record
from intreccio.people.actions import give_key, open_own_record, record_consent, take_key_back
from intreccio.people.events import KeyGiven
from intreccio.people.models import Consent, Grant, Identity, Person
from intreccio.people.rules.details import IdentityDetails
from intreccio.people.rules.granting import LegalBasis
from intreccio.web.mine.opening import STAYS_OPEN
from tests.people.factories import house

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def centre():
    return house("Santa Marta")


@pytest.fixture
def woman(centre):
    """Without a name, with a card; and her PIN."""
    person = centre.registers(IdentityDetails(nickname="Luna"), with_card=True)
    with asking(centre.worker):
        pin = give_key(person=person, by=centre.worker)
        return str(person.card), pin, person


def opened(client, card, pin):
    return client.post(reverse("mine"), {"card": card, "pin": pin}, headers=ENGLISH)


def test_card_and_pin_open_ones_own_record_and_nothing_else(client, centre, woman):
    card, pin, person = woman
    other = centre.registers(IdentityDetails(nickname="Un'altra"))
    answer = opened(client, card.lower(), f" {pin} ")
    assert answer.status_code == 303
    page = client.get(answer.url, headers=ENGLISH)
    assert "Luna" in page.content.decode()
    assert "Un'altra" not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    with asking(own_record(person.pk)):
        assert [one.pk for one in Person.objects.all()] == [person.pk]
        assert Identity.objects.count() == 1
        assert {one.person_id for one in Grant.objects.all()} == {person.pk}
        assert not Person.objects.filter(pk=other.pk).exists()


def test_who_reads_changes_nothing(woman):
    _, _, person = woman
    for statement in ("UPDATE people_person SET language = 'xx'", "UPDATE people_identity SET nickname = NULL"):
        assert tried(statement=statement, by=own_record(person.pk)) == 0


@action
def tried(*, statement, by):
    record(KeyGiven(by.user, opens=False), by=by)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_five_wrong_pins_and_the_card_rests(woman):
    card, pin, _ = woman
    wrong = "000000" if pin != "000000" else "111111"
    for _ in range(5):
        assert open_own_record(card=card, pin=wrong, by=NOBODY) is None
    assert open_own_record(card=card, pin=pin, by=NOBODY) is None
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert open_own_record(card=card, pin=pin, by=NOBODY) == woman[2].pk


@pytest.mark.parametrize("card", ["", "AAAA-AAAA", "x" * 20, "'; DROP TABLE people_person; --"])
def test_cards_that_are_none_open_nothing(client, woman, card):
    answer = opened(client, card, "123456")
    assert answer.status_code == 422
    assert client.get(reverse("mine-record")).status_code == 303


def test_a_card_without_a_pin_opens_nothing(centre):
    person = centre.registers(IdentityDetails(), with_card=True)
    assert open_own_record(card=str(person.card), pin="", by=NOBODY) is None
    with asking(centre.worker):
        pin = give_key(person=person, by=centre.worker)
        take_key_back(person=person, by=centre.worker)
    assert open_own_record(card=str(person.card), pin=pin, by=NOBODY) is None


def test_it_closes_by_itself_and_by_a_button(client, woman):
    card, pin, _ = woman
    opened(client, card, pin)
    with clock.at(clock.now() + STAYS_OPEN + timedelta(seconds=1)):
        assert client.get(reverse("mine-record")).status_code == 303
    opened(client, card, pin)
    assert client.get(reverse("mine-record")).status_code == 200
    client.post(reverse("mine-leave"))
    assert client.get(reverse("mine-record")).status_code == 303


def test_an_agreement_is_taken_back_by_the_one_who_gave_it(client, centre, woman):
    card, pin, person = woman
    them = house("Passo Lento")
    with asking(centre.worker):
        record_consent(
            person=person, recipient=them.organisation, legal_basis=LegalBasis.CONSENT, agreed=True,
            discloses=Sight.IDENTITY, reason="", by=centre.worker,
        )  # fmt: skip
        [consent] = Consent.objects.all()
    with asking(them.worker):
        assert Person.objects.exists()
    address = reverse("mine-withdraw", args=[consent.pk])
    assert client.post(address).status_code == 303
    opened(Client(headers={"X-Forwarded-Proto": "https"}), card, pin)
    with asking(them.worker):
        assert Person.objects.exists(), "only who has opened the record takes it back"
    opened(client, card, pin)
    client.post(address)
    with asking(them.worker):
        assert not Person.objects.exists()


def test_another_ones_agreement_is_not_there(client, centre, woman):
    card, pin, _ = woman
    other = centre.registers()
    with asking(centre.worker):
        record_consent(
            person=other, recipient=centre.organisation, legal_basis=LegalBasis.CONSENT, agreed=True,
            discloses=Sight.IDENTITY, reason="", by=centre.worker,
        )  # fmt: skip
        [consent] = Consent.objects.all()
    opened(client, card, pin)
    assert client.post(reverse("mine-withdraw", args=[consent.pk])).status_code == 404


def test_the_file_and_the_plan_are_theirs(client, woman):
    card, pin, _ = woman
    opened(client, card, pin)
    told = json.loads(client.get(reverse("mine-file")).content)
    assert told["identity"]["nickname"] == "Luna"
    assert "pin" not in told["person"]
    assert client.get(reverse("mine-plan")).content.startswith(b"%PDF")
