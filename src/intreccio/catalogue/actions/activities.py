"""Groups and courses, and their dated sessions."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from intreccio.catalogue.actions.drafts import ActivityDraft
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.events import ActivityAdded, SessionCancelled
from intreccio.catalogue.models import Activity, ActivityText, Schedule, Service, Session
from intreccio.catalogue.queries.sites import is_placed
from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import openings
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.journal import record

DAYS_AHEAD = 90
"""For how many days sessions are planned from schedules."""


@action
def add_activity(*, service: Service, draft: ActivityDraft, by: Who) -> Activity:
    """Give a service a group or course, with its sessions for the coming months."""
    [activity] = save_activities([(service, draft)])
    record(ActivityAdded(activity.pk), by=by)
    index([service.pk])
    return activity


@action
def cancel_session(*, session: Session, reason: str, by: Who) -> None:
    """Call a session off, with a reason that people will read."""
    session.cancelled, session.cancelled_reason = True, reason
    session.save(update_fields=["cancelled", "cancelled_reason"])
    record(SessionCancelled(session.pk), by=by)
    index([session.activity.service_id])


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
    plan_sessions(
        Activity.objects.filter(pk__in=[a.pk for a in activities])
        .prefetch_related("schedules")
        .select_related("site__municipality"),
        first=clock.today(),
    )
    return activities


def _row(service: Service, draft: ActivityDraft) -> Activity:
    return Activity(
        service=service,
        site=draft.site,
        capacity=draft.capacity,
        enrolment=draft.enrolment,
        languages=list(draft.languages),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        created_at=clock.now(),
    )


def _sessions(activity: Activity, first: date, last: date) -> Iterable[Session]:
    first = max(first, activity.starts_on or first)
    last = min(last, activity.ends_on or last)
    # The holidays of a hidden place would tell its province.
    municipality = activity.site.municipality if activity.site and is_placed(activity.site) else None
    holidays = holidays_between(first, last, municipality.province_short if municipality else None)
    timings = [schedule.timing for schedule in activity.schedules.all()]
    for starts_at, ends_at in openings(timings, first, last, holidays=holidays):
        yield Session(activity=activity, starts_at=starts_at, ends_at=ends_at, capacity=activity.capacity)
