"""The life of a listing, from its draft to its end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.actors.actions import add_site, change_verification, register_organisation
from intreccio.actors.rules.details import OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import OrganisationKind, SiteKind
from intreccio.catalogue.access import editable_service, service_for
from intreccio.catalogue.actions import (
    ActivityDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
    add_service,
    cancel_session,
    confirm,
    edit_service,
    publish,
    update_freshness,
    withdraw,
)
from intreccio.catalogue.models import Service, Session
from intreccio.catalogue.news import organisation_changed
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.ids import service_at_site_id
from intreccio.catalogue.rules.listing import Freshness, ListingState, due_on, freshness_on
from intreccio.catalogue.rules.quality import POINTS, Lack
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel import clock
from intreccio.kernel.access import ANYBODY, NotAllowed, NotFound, Viewer
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.ids import public_id
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import JournalEntry, LifeCycleLog, VersionConflict

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def today():
    with clock.at(MONDAY):
        yield MONDAY.date()


@pytest.fixture
def organisation(db):
    details = OrganisationDetails(name="Passo Lento", kind=OrganisationKind.APS)
    made = register_organisation(details=details, by=SYSTEM)
    return change_verification(organisation=made, verb="verify", by=SYSTEM)


@pytest.fixture
def draft(organisation):
    text = TextDraft(name="Gruppo di cammino", summary="Si cammina insieme.")
    return ServiceDraft(organisation=organisation, texts={"it": text}, costs=(CostDraft("free"),))


def found(words: str = "cammino") -> list:
    return [result.service for result in find(Question(words=words)).results]


def test_a_published_service_is_found_and_a_draft_is_not(draft, today):
    hidden = add_service(draft=draft, state=ListingState.DRAFT, by=SYSTEM)
    shown = add_service(draft=draft, by=SYSTEM)
    assert found() == [shown.pk]
    publish(service=hidden, by=SYSTEM)
    assert set(found()) == {shown.pk, hidden.pk}


def test_a_withdrawn_service_is_gone_and_says_why(draft, today):
    service = add_service(draft=draft, by=SYSTEM)
    with pytest.raises(StepRefused, match="reason"):
        withdraw(service=service, reason=" ", by=SYSTEM)
    withdraw(service=service, reason="the group has ended", by=SYSTEM)
    assert found() == []
    log = LifeCycleLog.objects.get(subject=service.pk)
    assert (log.verb, log.source, log.target) == ("withdraw", "published", "withdrawn")


def test_an_edit_shows_at_once_in_the_search(draft, organisation, today):
    service = add_service(draft=draft, by=SYSTEM)
    changed = ServiceDraft(organisation=organisation, texts={"it": TextDraft(name="Coro di quartiere")})
    edit_service(service=service, draft=changed, by=SYSTEM)
    assert found("cammino") == []
    assert found("coro") == [service.pk]


def test_being_held_at_a_place_keeps_its_identifier_through_edits(draft, organisation, today):
    place = SiteDetails(kind=SiteKind.OFFICE, name="Sede")
    site = add_site(organisation=organisation, details=place, by=SYSTEM)
    there = ServiceDraft(**{**vars(draft), "sites": (site,)})
    service = add_service(draft=there, by=SYSTEM)
    before = service.at_sites.get().pk
    edit_service(service=service, draft=there, by=SYSTEM)
    assert service.at_sites.get().pk == before == service_at_site_id(service.pk, site.pk)


def test_confirming_and_hiding_count_as_changes_and_growing_older_does_not(draft, today):
    service = add_service(draft=draft, by=SYSTEM)
    changes = []
    for months in (1, 7, 18):
        with clock.at(MONDAY + timedelta(days=months * 31)):
            if months == 1:
                confirm(service=service, by=SYSTEM, on=MONDAY.date())
            update_freshness()
            service.refresh_from_db()
            changes.append((service.changed_at - MONDAY).days // 31)
    assert changes == [1, 1, 18]


def test_two_people_editing_at_once_do_not_overwrite_each_other(draft, today):
    service = add_service(draft=draft, by=SYSTEM)
    edit_service(service=Service.objects.get(pk=service.pk), draft=draft, expected=1, by=SYSTEM)
    with pytest.raises(VersionConflict):
        edit_service(service=Service.objects.get(pk=service.pk), draft=draft, expected=1, by=SYSTEM)


def test_a_listing_ages_from_fresh_to_hidden_and_comes_back_when_confirmed(draft, today):
    service = add_service(draft=draft, by=SYSTEM)
    seen = []
    for months in (0, 6, 7, 18):
        with clock.at(MONDAY + timedelta(days=months * 31)):
            update_freshness()
            service.refresh_from_db()
            seen.append((service.freshness, bool(found())))
    assert seen == [("fresh", True), ("due", True), ("stale", True), ("hidden", False)]
    with clock.at(MONDAY + timedelta(days=600)):
        confirm(service=service, by=SYSTEM)
        assert found() == [service.pk]


def test_a_quick_listing_ends_by_itself(draft, today):
    quick = add_service(draft=ServiceDraft(**{**vars(draft), "expires_at": MONDAY + timedelta(days=2)}), by=SYSTEM)
    assert update_freshness() == 0
    with clock.at(MONDAY + timedelta(days=2, seconds=1)):
        assert update_freshness(only_expired=True) == 1
        assert found() == []
    assert Service.objects.get(pk=quick.pk).state_reason == "expired"


def test_groups_get_their_dated_sessions_without_holidays(draft, today):
    tuesdays = parse_entry("martedì 17-18. Chiuso nei giorni festivi")
    group = ActivityDraft(texts={"it": ("Il martedì", "")}, capacity=12, timings=tuesdays)
    service = add_service(draft=draft, activities=[group], by=SYSTEM)
    days = [session.starts_at.astimezone(clock.ITALY).date() for session in Session.objects.all()]
    assert days[0] == date(2026, 11, 24)
    assert date(2026, 12, 8) not in days
    assert {day.weekday() for day in days} == {1}
    assert set(Session.objects.values_list("capacity", flat=True)) == {12}
    cancel_session(session=Session.objects.earliest("starts_at"), reason="snow", by=SYSTEM)
    assert found() == [service.pk]


def test_nobody_but_its_people_sees_what_is_not_published(draft, organisation, today):
    service = add_service(draft=draft, state=ListingState.DRAFT, by=SYSTEM)
    steward = Viewer(public_id(), {organisation.pk: frozenset({"steward"})})
    stranger = Viewer(public_id(), {public_id(): frozenset({"steward"})})
    assert service_for(steward, service.pk) == service
    for viewer in (ANYBODY, stranger):
        with pytest.raises(NotFound):
            service_for(viewer, service.pk)
    publish(service=service, by=SYSTEM)
    assert service_for(stranger, service.pk) == service
    with pytest.raises(NotAllowed):
        editable_service(stranger, service.pk)


def test_what_an_organisation_offers_goes_with_it_when_it_is_rejected(draft, organisation, today):
    service = add_service(draft=draft, by=SYSTEM)
    for verb in ("doubt", "reject"):
        change_verification(organisation=organisation, verb=verb, reason="no such body", by=SYSTEM)
    organisation_changed(JournalEntry.objects.filter(event="actors.verification-changed").latest("pk"))
    assert found() == []
    with pytest.raises(NotFound):
        service_for(ANYBODY, service.pk)


def test_a_fuller_listing_has_a_better_score(draft, organisation, today):
    poor = add_service(draft=draft, by=SYSTEM)
    text = TextDraft(
        name="Gruppo di cammino", summary="Si cammina.", description="Passo dopo passo. " * 10, how_to="Vieni."
    )
    full = ServiceDraft(
        **{
            **vars(draft),
            "texts": {"it": text, "en": text},
            "phone": "0350000000",
            "languages": ("it",),
            "openings": tuple(OpeningDraft(timing) for timing in parse_entry("lun 9-12")),
        }
    )
    rich = add_service(draft=full, by=SYSTEM)
    scores = dict(Service.objects.values_list("pk", "quality"))
    assert 0 < scores[poor.pk] < scores[rich.pk] <= 100


def test_the_points_of_quality_make_a_hundred():
    assert sum(POINTS.values()) == 100
    assert set(POINTS) == set(Lack)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 12), st.integers(0, 900), st.integers(0, 900))
def test_freshness_only_falls_as_time_goes_by(confirmed, months, earlier, later):
    order = list(Freshness)
    first, second = sorted((earlier, later))
    ages = [
        order.index(freshness_on(confirmed + timedelta(days), confirmed_on=confirmed, review_months=months))
        for days in (first, second)
    ]
    assert ages[0] <= ages[1]
    assert freshness_on(confirmed, confirmed_on=confirmed, review_months=months) is Freshness.FRESH
    assert due_on(confirmed, months) > confirmed
