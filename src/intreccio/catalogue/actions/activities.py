"""Groups and courses, and their dated sessions."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest

from intreccio.catalogue.actions.drafts import ActivityDraft
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.revisions import remember, touch
from intreccio.catalogue.events import (
    ActivityAdded,
    ActivityEdited,
    ActivityRemoved,
    SessionCancelled,
    SessionReinstated,
)
from intreccio.catalogue.models import Activity, ActivityText, Schedule, Service, Session
from intreccio.catalogue.queries.sites import is_placed
from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import openings
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

SAID = ["site", "capacity", "enrolment", "languages", "starts_on", "ends_on"]
DAYS_AHEAD = 90
"""For how many days sessions are planned from schedules."""
NOT_THEN = "The group meets at other times now."
"""Why a meeting is called off that somebody has a place in and the schedule no longer gives."""
BOOKED = Q(sessions__taken__gt=0) | Q(sessions__waiting__gt=0)


@action
def add_activity(*, service: Service, draft: ActivityDraft, by: Who) -> Activity:
    """Give a service a group or course, with its sessions for the coming months."""
    remember(service, Change.ACTIVITY_ADDED, by=by)
    [activity] = save_activities([(service, draft)])
    touch(service)
    record(ActivityAdded(activity.pk), by=by)
    index([service.pk])
    return activity


@action
def edit_activity(*, activity: Activity, draft: ActivityDraft, by: Who, expected: int | None = None) -> None:
    """Make a group or course what `draft` says; sessions still to come follow, those called off stay so.

    A session that somebody has a place in is called off and not taken away.

    Raises `VersionConflict` where someone was faster.
    """
    remember(activity.service, Change.ACTIVITY_EDITED, by=by)
    _say(activity, draft)
    activity.save_version(update_fields=SAID, expected=expected)
    activity.texts.all().delete()
    activity.schedules.all().delete()
    _save_parts([(activity, draft)])
    touch(activity.service)
    replan(Activity.objects.filter(pk=activity.pk), by=by)
    record(ActivityEdited(activity.pk), by=by)
    index([activity.service_id])


@action
def remove_activity(*, activity: Activity, by: Who) -> None:
    """Take a group or course away, with its sessions; the listing's history still holds it.

    Raises `Refused` where somebody has or had a place in it.
    """
    refuse_if_booked(Activity.objects.filter(pk=activity.pk))
    service, removed = activity.service, activity.pk
    remember(service, Change.ACTIVITY_REMOVED, by=by)
    activity.delete()
    touch(service)
    record(ActivityRemoved(removed), by=by)
    index([service.pk])


@action
def cancel_session(*, session: Session, reason: str, by: Who) -> None:
    """Call a session off, with a reason that people will read."""
    call_off(session, reason, by=by)
    index([session.activity.service_id])


@action
def reinstate_session(*, session: Session, by: Who) -> None:
    """Hold a session after all that was called off."""
    session.cancelled, session.cancelled_reason = False, ""
    session.save(update_fields=["cancelled", "cancelled_reason"])
    record(SessionReinstated(session.pk), by=by)
    index([session.activity.service_id])


def call_off(session: Session, reason: str, *, by: Who) -> None:
    """Call a session off; part of an action."""
    session.cancelled, session.cancelled_reason = True, reason
    session.save(update_fields=["cancelled", "cancelled_reason"])
    record(SessionCancelled(session.pk), by=by)


@upkeep
def plan_sessions(activities: Iterable[Activity], *, first: date, days: int = DAYS_AHEAD) -> int:
    """Make the sessions that schedules give between `first` and `days` later, where they are missing."""
    sessions = [
        session for activity in activities for session in _sessions(activity, first, first + timedelta(days))
    ]
    Session.objects.bulk_create(sessions, ignore_conflicts=True)
    return len(sessions)


def save_activities(pairs: Sequence[tuple[Service, ActivityDraft]]) -> list[Activity]:
    """Save activities with texts, schedules and sessions; part of an action."""
    activities = [_row(service, draft) for service, draft in pairs]
    Activity.objects.bulk_create(activities)
    drafts = [(activity, draft) for activity, (_, draft) in zip(activities, pairs, strict=True)]
    _save_parts(drafts)
    plan_sessions(_planned(Activity.objects.filter(pk__in=[a.pk for a in activities])), first=clock.today())
    return activities


def refuse_if_booked(activities: QuerySet[Activity]) -> None:
    """`Refused` where somebody has or had a place in one of them; part of an action."""
    if activities.filter(BOOKED).exists():
        raise Refused(
            Translated(
                it="C'è chi è iscritto o è già venuto: chiudi le iscrizioni, o annulla gli incontri che mancano.",
                en="People have enrolled or come already: close enrolment, or call off the meetings to come.",
            )
        )


def replan(activities: QuerySet[Activity], *, by: Who) -> None:
    """Have the sessions still to come that schedules give, and no others but those called off; part of an action."""
    today = clock.today()
    found = list(_planned(activities))
    for activity in found:
        wanted = {(s.starts_at, s.ends_at) for s in _sessions(activity, today, today + timedelta(DAYS_AHEAD))}
        coming = activity.sessions.filter(starts_at__gt=clock.now(), cancelled=False)
        gone = [session.pk for session in coming if (session.starts_at, session.ends_at) not in wanted]
        coming.filter(pk__in=gone, taken=0, waiting=0).delete()
        coming.update(capacity=Greatest("taken", activity.capacity) if activity.capacity else None)
        for session in coming.filter(pk__in=gone):
            call_off(session, NOT_THEN, by=by)
    plan_sessions(found, first=today)


def _planned(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    return activities.prefetch_related("schedules").select_related("site__municipality")


def _save_parts(drafts: Sequence[tuple[Activity, ActivityDraft]]) -> None:
    ActivityText.objects.bulk_create(
        ActivityText(activity=activity, language=language, name=name, description=description)
        for activity, draft in drafts
        for language, (name, description) in draft.texts.items()
    )
    Schedule.objects.bulk_create(
        Schedule.of(timing, activity=activity, place=place)
        for activity, draft in drafts
        for place, timing in enumerate(draft.timings)
    )


def _row(service: Service, draft: ActivityDraft) -> Activity:
    return _say(Activity(service=service, created_at=clock.now()), draft)


def _say(activity: Activity, draft: ActivityDraft) -> Activity:
    for name in SAID:
        setattr(activity, name, getattr(draft, name))
    activity.languages = list(draft.languages)
    return activity


def _sessions(activity: Activity, first: date, last: date) -> Iterable[Session]:
    first = max(first, activity.starts_on or first)
    last = min(last, activity.ends_on or last)
    # The holidays of a hidden place would tell its province.
    municipality = activity.site.municipality if activity.site and is_placed(activity.site) else None
    holidays = holidays_between(first, last, municipality.province_short if municipality else None)
    timings = [schedule.timing for schedule in activity.schedules.all()]
    for starts_at, ends_at in openings(timings, first, last, holidays=holidays):
        yield Session(activity=activity, starts_at=starts_at, ends_at=ends_at, capacity=activity.capacity)
