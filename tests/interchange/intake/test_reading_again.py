"""A source read again changes what it changed, and nothing that somebody here changed since."""

from dataclasses import replace

import pytest

from intreccio.actors.actions import edit_organisation
from intreccio.actors.models import Organisation
from intreccio.actors.queries import details_of
from intreccio.catalogue.actions import withdraw
from intreccio.catalogue.models import Phone, Service, SourceConflict, SourceRecord, Term
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import OutOfDate
from intreccio.kernel.imports.reports import reasons
from intreccio.kernel.journal.models import JournalEntry
from tests.interchange.intake.directories import applied, checked, held, location, organization, service, source
from tests.snapshots import changes_in

pytestmark = pytest.mark.django_db

WRITTEN = (
    "actors_organisation", "actors_site", "catalogue_service", "catalogue_phone", "catalogue_sourcerecord",
    "catalogue_serviceatsite", "catalogue_searchentry",
)  # fmt: skip

TERMS = [
    ("taxonomy_term", {"id": "food", "name": "Food"}),
    ("taxonomy_term", {"id": "home", "name": "Home"}),
]


def has(term, of="s1"):
    return "attribute", {"id": f"{of}-{term}", "link_id": of, "link_entity": "service", "taxonomy_term_id": term}


def phone(key, number, **values):
    return "phone", {"id": key, "service_id": "s1", "number": number, **values}


BASE = [
    organization(description="Walks.", website="https://example.org"),
    location(latitude=45.7, longitude=9.67),
    service(description="We walk.", email="a@example.org"),
    held(),
    phone("1", "+4411111", description="Office"),
    *TERMS,
    has("food"),
]


def but(*others):
    """`BASE`, with rows of the same table and id replaced."""
    given = {(table, values["id"]): (table, values) for table, values in BASE}
    given |= {(table, values["id"]): (table, values) for table, values in others}
    return list(given.values())


@pytest.fixture(autouse=True)
def feed(db):
    source()
    applied(BASE)


def test_the_same_again_changes_nothing_but_the_run():
    with changes_in(*WRITTEN) as changed:
        before = JournalEntry.objects.count()
        run = applied(BASE)
    assert (run.new, run.changed, run.unchanged) == (0, 0, len(BASE))
    assert changed() == []
    assert JournalEntry.objects.count() == before + 2


def test_what_the_source_changed_changes():
    run = applied(
        but(
            service(description="We run.", email="b@example.org"),
            phone("1", "+4422222", description="Office"),
            phone("2", "+4433333", description="Home"),
            has("home"),
        )
    )
    row = run.rows.get(table="service")
    assert set(row.before) == {"description", "email", "phones", "terms"}
    offered = Service.objects.get()
    assert (offered.texts.get().description, offered.email, offered.version) == ("We run.", "b@example.org", 2)
    assert list(Phone.objects.values_list("number", flat=True)) == ["+4422222", "+4433333"]
    assert sorted(str(term) for term in offered.terms.all()) == ["Food", "Home"]
    assert find(Question(words="run")).total == 1
    assert applied(but(service(description="We run.", email="b@example.org"))).changed


def test_what_the_source_no_longer_says_goes_and_what_it_has_no_room_for_stays():
    others = [row for row in BASE if row[0] != "phone"]
    assert checked(others).changed == 0
    second = service("s2", email="c@example.org")
    rows = [row for row in others if row[0] not in ("service", "attribute")]
    run = applied([*rows, service(description="We walk."), second, phone("9", "+441", service_id="s2")])
    assert Service.objects.get(source_key="s1").email == ""
    assert run.rows.get(key="s1", table="service").before == {
        "email": "a@example.org",
        "phones": [{"number": "+4411111", "kind": "voice", "note": "Office"}],
    }


def test_what_a_steward_changed_stays_while_the_source_says_the_same():
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), website="https://ours.org"), by=SYSTEM)
    run = applied(but(organization(description="Runs.", website="https://example.org")))
    assert run.rows.get(table="organization").before == {"description": "Walks."}
    body.refresh_from_db()
    assert (body.website, body.texts.get().description) == ("https://ours.org", "Runs.")
    assert not SourceConflict.objects.exists()


def test_what_both_changed_is_a_conflict_that_is_asked_once():
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), website="https://ours.org"), by=SYSTEM)
    theirs = but(organization(description="Walks.", website="https://theirs.org"))
    run = applied(theirs)
    conflict = SourceConflict.objects.get()
    assert (conflict.field, conflict.ours, conflict.theirs) == (
        "website",
        "https://ours.org",
        "https://theirs.org",
    )
    assert "Changed here and at the source" in reasons(run.rows.get(table="organization"), "en")
    body.refresh_from_db()
    assert body.website == "https://ours.org"
    assert applied(theirs).changed == 0
    assert SourceConflict.objects.get().since == conflict.since
    applied(but(organization(description="Walks.", website="https://ours.org")))
    assert not SourceConflict.objects.exists()


@upkeep
def give(service, term):
    service.terms.add(term)


def test_terms_we_added_stay_beside_those_the_source_changes():
    offered, by_us = Service.objects.get(), Term.objects.get(name={"en": "Home"})
    give(offered, by_us)
    rows = [row for row in BASE if row[0] != "attribute"]
    applied([*rows, service("s2"), has("home", of="s2")])
    assert [str(term) for term in offered.terms.all()] == ["Home"]
    assert not SourceConflict.objects.exists()


def test_a_service_withdrawn_here_stays_withdrawn():
    withdraw(service=Service.objects.get(), reason="closed", by=SYSTEM)
    applied(but(service(description="We run.", email="a@example.org")))
    assert Service.objects.get().state == "withdrawn"


def test_a_service_that_its_source_calls_defunct_is_withdrawn_and_no_longer_found():
    assert find(Question(words="walk")).total == 1
    applied(but(service(description="We walk.", email="a@example.org", status="defunct")))
    assert Service.objects.get().state == "withdrawn"
    assert find(Question(words="walk")).total == 0


def test_applying_refuses_where_somebody_was_faster():
    run = checked(but(organization(description="Walks.", website="https://theirs.org")))
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), website="https://ours.org"), by=SYSTEM)
    with pytest.raises(OutOfDate):
        actions.apply(run=run, by=SYSTEM)
    again = actions.check(run=run, by=SYSTEM)
    assert again.rows.get(table="organization").conflicts


def test_the_same_file_checked_twice_is_applied_once():
    rows = [*BASE, service("s2")]
    first, second = checked(rows), checked(rows)
    actions.apply(run=first, by=SYSTEM)
    with pytest.raises(OutOfDate):
        actions.apply(run=second, by=SYSTEM)
    assert Service.objects.count() == 2


def test_what_vanishes_from_the_source_stays_and_is_listed():
    many = [*BASE, *(service(f"x{n}") for n in range(40))]
    applied(many)
    run = applied([row for row in many if row[1]["id"] != "x7"])
    assert run.vanished == 1
    gone = SourceRecord.objects.get(vanished_at__isnull=False)
    assert (gone.entity, gone.key) == ("service", "x7")
    assert Service.objects.get(source_key="x7").state == "published"
    applied(many)
    assert not SourceRecord.objects.filter(vanished_at__isnull=False).exists()


def test_a_source_that_loses_too_much_alarms_and_takes_nothing_away():
    many = [*BASE, *(service(f"x{n}") for n in range(40))]
    applied(many)
    run = applied(BASE)
    assert "no longer has 40 services of 41 (98%)" in run.alarms[0]["en"]
    assert not SourceRecord.objects.filter(vanished_at__isnull=False).exists()


def test_a_part_of_a_source_takes_nothing_away():
    many = [*BASE, *(service(f"x{n}") for n in range(10))]
    applied(many)
    body = organization(description="Walks.", website="https://example.org")
    run = applied([body, service("x11")], partial=True)
    assert (run.new, run.vanished, run.alarms) == (1, 0, [])
    run = applied([service("x12")], partial=True)
    assert (run.new, run.refused) == (1, 0)
