"""Where a source and people here disagree, a person decides, once."""

from dataclasses import replace

import pytest

from intreccio.actors.actions import edit_organisation
from intreccio.actors.models import Organisation
from intreccio.actors.queries import details_of
from intreccio.catalogue.actions import settle_conflict, settle_vanished
from intreccio.catalogue.models import Contact, Phone, Service, SourceConflict, SourceRecord
from intreccio.catalogue.rules.sources import Decision
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.refusing import Refused
from tests.interchange.intake.directories import applied, organization, service, source
from tests.interchange.intake.test_reading_again import BASE, but, phone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def feed(db):
    source()
    applied(BASE)


def edit(**changes):
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), **changes), by=SYSTEM)
    return body


@pytest.fixture
def conflict():
    edit(website="https://ours.org")
    applied(but(organization(description="Walks.", website="https://theirs.org")))
    return SourceConflict.objects.get()


def test_theirs_can_be_taken(conflict):
    runs = ImportRun.objects.count()
    settle_conflict(conflict=conflict, decision=Decision.THEIRS, by=SYSTEM)
    assert Organisation.objects.get().website == "https://theirs.org"
    assert ImportRun.objects.count() == runs
    with pytest.raises(Refused):
        settle_conflict(conflict=conflict, decision=Decision.OURS, by=SYSTEM)


def test_ours_can_be_kept_and_the_same_is_not_asked_again(conflict):
    settle_conflict(conflict=conflict, decision=Decision.OURS, by=SYSTEM)
    theirs = but(organization(description="Walks.", website="https://theirs.org"))
    assert applied(theirs).changed == 0
    assert SourceConflict.objects.get().decision == Decision.OURS
    applied(but(organization(description="Walks.", website="https://newer.org")))
    assert SourceConflict.objects.get().decision == Decision.OPEN


def test_what_changed_meanwhile_must_be_looked_at_again(conflict):
    edit(website="https://newest.org")
    with pytest.raises(Refused, match="changed meanwhile"):
        settle_conflict(conflict=conflict, decision=Decision.THEIRS, by=SYSTEM)


@upkeep
def answer_ourselves():
    Phone.objects.update(number="+4400000")
    Contact.objects.create(service=Service.objects.get(), name="Ours")


def test_lists_are_taken_whole_with_the_numbers_of_contacts():
    answer_ourselves()
    applied(
        but(
            phone("1", "+4499999", description="Office"),
            ("contact", {"id": "c", "service_id": "s1", "name": "Ada"}),
            ("phone", {"id": "5", "contact_id": "c", "number": "+4455555"}),
        )
    )
    for conflict in SourceConflict.objects.all():
        settle_conflict(conflict=conflict, decision=Decision.THEIRS, by=SYSTEM)
    assert [number.number for number in Phone.objects.filter(contact=None)] == ["+4499999"]
    contact = Contact.objects.get()
    assert (contact.name, contact.phones.get().number) == ("Ada", "+4455555")


def test_a_vanished_service_is_withdrawn_or_kept_as_somebody_decides():
    many = [*BASE, *(service(f"x{n}") for n in range(10))]
    applied(many)
    applied(many[:-2])
    for withdrawn, gone in zip(
        (True, False), SourceRecord.objects.exclude(vanished_at=None).order_by("key"), strict=True
    ):
        settle_vanished(told=gone, withdrawn=withdrawn, by=SYSTEM)
    states = dict(Service.objects.filter(source_key__in=["x8", "x9"]).values_list("source_key", "state"))
    assert states == {"x8": "withdrawn", "x9": "published"}
    with pytest.raises(Refused):
        settle_vanished(told=SourceRecord.objects.get(key="x8"), withdrawn=False, by=SYSTEM)
