"""An import that was a mistake is taken back, but for what people have done since."""

import json
from dataclasses import replace

import pytest

from intreccio.actors.actions import add_member, edit_organisation
from intreccio.actors.models import Organisation, Site
from intreccio.actors.queries import details_of
from intreccio.catalogue.actions import confirm
from intreccio.catalogue.models import Service, SourceConflict, SourceRecord
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.reports import reasons
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.refusing import Refused
from tests.actors.factories import user
from tests.interchange.intake.directories import applied, held, location, organization, service, source
from tests.interchange.intake.test_reading_again import BASE, but, has, phone
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

WITHOUT_COUNTERS = ("version", "changed_at", "read_at")
TABLES = (
    "actors_organisation", "actors_organisationtext", "actors_site", "actors_unit", "catalogue_service",
    "catalogue_servicetext", "catalogue_service_terms", "catalogue_serviceatsite", "catalogue_phone",
    "catalogue_contact", "catalogue_schedule", "catalogue_costoption", "catalogue_requireddocument",
    "catalogue_term", "catalogue_taxonomy", "catalogue_sourcerecord", "catalogue_sourceconflict",
    "catalogue_source",
)  # fmt: skip


def everything():
    def said(row):
        return {name: value for name, value in json.loads(row).items() if name not in WITHOUT_COUNTERS}

    return {table: [said(row) for (row,) in rows] for table, rows in snapshot(*TABLES).items()}


def undone(run):
    actions.undo(run=run, by=SYSTEM)
    data = JournalEntry.objects.filter(event="kernel.import-undone").latest("id").data
    return data["restored"], data["removed"], data["left"]


@pytest.fixture(autouse=True)
def feed(db):
    source()


def test_what_was_added_is_taken_out_again():
    before = everything()
    contact = ("contact", {"id": "c", "service_id": "s1", "name": "Ada"})
    run = applied([*BASE, contact, ("phone", {"id": "9", "contact_id": "c", "number": "+445555"})])
    assert undone(run) == (0, 5, 0)
    assert everything() == before
    assert find(Question(words="walk")).total == 0


def test_what_was_changed_is_put_back():
    applied(BASE)
    before = everything()
    run = applied(
        but(
            organization(name="Renamed", description="Runs.", website="https://new.org"),
            location(name="Elsewhere", latitude=46, longitude=10),
            service(description="We run.", email="b@example.org", minimum_age=3, status="defunct"),
            phone("1", "+4422222"),
            phone("2", "+4433333", description="Home"),
            has("home"),
            service("s2"),
            held("s2"),
        )
    )
    assert undone(run) == (3, 1, 0)
    assert everything() == before
    assert find(Question(words="walk")).total == 1
    assert applied(BASE).changed == 0


def test_fields_that_somebody_changed_since_stay_and_are_told():
    applied(BASE)
    run = applied(but(organization(description="Runs.", website="https://new.org")))
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), website="https://ours.org"), by=SYSTEM)
    assert undone(run) == (0, 0, 1)
    body.refresh_from_db()
    assert (body.website, body.texts.get().description) == ("https://ours.org", "Walks.")
    assert "somebody changed it since" in reasons(run.rows.get(table="organization"), "en")


def test_what_somebody_touched_or_refers_to_stays_and_its_services_are_withdrawn():
    run = applied([organization(), service("s1"), service("s2"), location(), organization("o2")])
    confirm(service=Service.objects.get(source_key="s1"), by=SYSTEM)
    body = Organisation.objects.get(name="Organisation o2")
    add_member(organisation=body, user=user(), role="steward", by=SYSTEM)
    assert undone(run) == (0, 2, 3)
    left = Service.objects.get()
    assert (left.source_key, left.state, left.state_reason) == ("s1", "withdrawn", "import undone")
    assert Organisation.objects.count() == 2
    assert not Site.objects.exists()
    assert "somebody touched it" in reasons(run.rows.get(key="s1"), "en")


def test_an_import_on_which_a_later_one_stands_is_not_undone():
    first = applied(BASE)
    second = applied([*BASE, service("s2")])
    with pytest.raises(Refused, match="since: undo that first"):
        actions.undo(run=first, by=SYSTEM)
    actions.undo(run=second, by=SYSTEM)
    actions.undo(run=first, by=SYSTEM)
    assert not Organisation.objects.exists()


def test_a_conflict_goes_with_the_import_that_found_it():
    applied(BASE)
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), website="https://ours.org"), by=SYSTEM)
    run = applied(but(organization(description="Walks.", website="https://new.org")))
    assert SourceConflict.objects.exists()
    undone(run)
    assert not SourceConflict.objects.exists()
    assert SourceRecord.objects.get(entity="organization").told["website"] == "https://example.org"


def test_what_was_marked_as_vanished_is_there_again():
    many = [*BASE, *(service(f"x{n}") for n in range(10))]
    applied(many)
    run = applied(many[:-1])
    assert SourceRecord.objects.exclude(vanished_at=None).count() == 1
    undone(run)
    assert not SourceRecord.objects.exclude(vanished_at=None).exists()
