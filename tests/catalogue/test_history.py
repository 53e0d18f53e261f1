"""A listing's history: what it said before each change can be looked at, put back, undone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intreccio.actors.actions import add_site, change_verification, register_organisation
from intreccio.actors.rules.details import OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import OrganisationKind, SiteKind
from intreccio.catalogue.actions import (
    ActivityDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
    activity_draft_of,
    add_activity,
    add_service,
    cancel_session,
    confirm,
    copy_service,
    draft_of,
    edit_activity,
    edit_service,
    edit_services,
    remove_activity,
    restore,
    undo,
    withdraw,
)
from intreccio.catalogue.models import Activity, Revision, Service, Session
from intreccio.catalogue.queries.snapshots import history, last_step, snapshot
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(db):
    with clock.at(MONDAY):
        yield


@pytest.fixture
def service():
    details = OrganisationDetails(name="Passo Lento", kind=OrganisationKind.APS)
    made = register_organisation(details=details, by=SYSTEM)
    organisation = change_verification(organisation=made, verb="verify", by=SYSTEM)
    site = add_site(organisation=organisation, details=SiteDetails(kind=SiteKind.OFFICE, name="Sede"), by=SYSTEM)
    timings = parse_entry("lun-ven 9-12, chiuso ad agosto e il 24/12/2026")
    draft = ServiceDraft(
        organisation=organisation,
        texts={"it": TextDraft(name="Gruppo di cammino", summary="Si cammina."), "en": TextDraft(name="Walking")},
        sites=(site,),
        languages=("it", "ar"),
        min_age=18,
        costs=(CostDraft("amount", cents=500, per="month", note=Translated(it="tessera")),),
        documents=(Translated(it="carta d'identità"),),
        openings=tuple(OpeningDraft(timing, site) for timing in timings),
    )
    group = ActivityDraft(
        texts={"it": ("Il martedì", "Al parco")}, capacity=12, timings=parse_entry("mar 17-18"), site=site
    )
    return add_service(draft=draft, activities=[group], by=SYSTEM)


def fresh(service) -> Service:
    return Service.objects.get(pk=service.pk)


def said(service) -> dict:
    """What a listing says, without the numbers of its rows and what counts changes."""
    left_out = {"id", "version", "changed_at", "confirmed_on", "freshness", "created_at", "quality"}
    return {
        table: sorted(str({name: value for name, value in row.items() if name not in left_out}) for row in rows)
        for table, rows in snapshot(service.pk).items()
    }


def test_a_draft_of_a_listing_leaves_it_as_it_is(service):
    before = said(service)
    edit_service(service=fresh(service), draft=draft_of(fresh(service)), by=SYSTEM)
    activity = Activity.objects.get()
    edit_activity(activity=activity, draft=activity_draft_of(activity), by=SYSTEM)
    assert said(service) == before


def test_every_change_is_kept_with_what_was_said_before(service):
    edit_service(service=fresh(service), draft=replace(draft_of(fresh(service)), phone="+39035111"), by=SYSTEM)
    add_activity(service=fresh(service), draft=ActivityDraft(texts={"it": ("Il giovedì", "")}), by=SYSTEM)
    confirm(service=fresh(service), by=SYSTEM)
    withdraw(service=fresh(service), reason="ended", by=SYSTEM)
    changes = [(step.change, step.version) for step in history(service.pk)]
    assert changes == [("withdrawn", 5), ("confirmed", 4), ("activity-added", 3), ("edited", 2)]
    assert [step.before["service"][0]["phone"] for step in history(service.pk)] == ["+39035111"] * 3 + [""]


def test_what_was_said_can_be_put_back_whole(service):
    before = said(service)
    empty = ServiceDraft(organisation=service.organisation, texts={"it": TextDraft(name="Vuoto")})
    edit_service(service=fresh(service), draft=empty, by=SYSTEM)
    remove_activity(activity=Activity.objects.get(), by=SYSTEM)
    assert said(service) != before
    first = history(service.pk).last()
    restore(service=fresh(service), revision=first, expected=3, by=SYSTEM)
    assert said(service) == before
    assert Session.objects.count() == 13


def test_the_last_step_is_undone_and_redone(service):
    before = said(service)
    with clock.at(datetime(2026, 12, 23, 9, tzinfo=UTC)):
        edit_service(service=fresh(service), draft=replace(draft_of(fresh(service)), min_age=3), by=SYSTEM)
        changed = said(service)
        undo(service=fresh(service), expected=2, by=SYSTEM)
        assert said(service) == before
        assert fresh(service).confirmed_on == date(2026, 11, 23)
        undo(service=fresh(service), expected=3, by=SYSTEM)
        assert said(service) == changed


def test_a_withdrawn_listing_comes_back_when_that_is_undone(service):
    withdraw(service=fresh(service), reason="ended", by=SYSTEM)
    undo(service=fresh(service), expected=2, by=SYSTEM)
    assert fresh(service).state == "published"
    undo(service=fresh(service), expected=3, by=SYSTEM)
    assert fresh(service).state == "withdrawn"


def test_nothing_is_undone_where_nothing_was_done_or_somebody_was_faster(service):
    assert last_step(fresh(service)) is None
    with pytest.raises(Refused):
        undo(service=fresh(service), expected=1, by=SYSTEM)
    confirm(service=fresh(service), by=SYSTEM)
    with pytest.raises(VersionConflict):
        undo(service=fresh(service), expected=1, by=SYSTEM)


def test_sessions_follow_a_new_schedule_and_those_called_off_stay(service):
    activity = Activity.objects.get()
    first, second, *_ = Session.objects.all()
    cancel_session(session=first, reason="snow", by=SYSTEM)
    draft = replace(activity_draft_of(activity), timings=parse_entry("gio 17-18"), capacity=8)
    edit_activity(activity=activity, draft=draft, by=SYSTEM)
    sessions = list(Session.objects.all())
    assert second not in sessions
    assert sessions[0] == first
    assert {s.starts_at.astimezone(clock.ITALY).weekday() for s in sessions[1:]} == {3}
    assert {s.capacity for s in sessions[1:]} == {8}


def test_a_copy_is_a_draft_with_its_groups_and_says_that_it_is_one(service):
    made = copy_service(service=fresh(service), by=SYSTEM)
    assert (made.state, Service.objects.count(), Activity.objects.count()) == ("draft", 2, 2)
    names = dict(made.texts.values_list("language", "name"))
    assert names == {"it": "Copia di Gruppo di cammino", "en": "Copy of Walking"}


def test_many_are_changed_all_or_none(service):
    other = copy_service(service=fresh(service), by=SYSTEM)
    edits = [(fresh(one), replace(draft_of(fresh(one)), phone="+39035222"), 1) for one in (service, other)]
    confirm(service=fresh(other), by=SYSTEM)
    with pytest.raises(VersionConflict):
        edit_services(edits=edits, by=SYSTEM)
    assert fresh(service).phone == ""
    assert Revision.objects.count() == 1
