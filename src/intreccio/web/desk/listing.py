"""From one listing to the page of those who look after it."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.accounts.models import User
from intreccio.catalogue.models import Activity, Revision, Service, Session
from intreccio.catalogue.queries.snapshots import history, last_step
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.wording.words import words
from intreccio.kernel import clock
from intreccio.web.desk.mine import lacks_of, listing_row
from intreccio.web.desk.wording import CHANGES, REASONS
from intreccio.web.services.showing import in_force
from intreccio.web.shown.desk import GroupRow, Meeting, StepRow
from intreccio.web.shown.pieces import Link
from intreccio.web.words.moments import day_words, hours_words, moment_words

MEETINGS = 5
STEPS = 100


def page(service: Service) -> dict[str, Any]:
    """A listing: how good it is, its groups, what can be done."""
    row = listing_row(service, lacks_of([service.pk])[service.pk], most=20)
    last = last_step(service)
    return {
        "crumbs": trail(service),
        "listing": row,
        "service": service,
        "organisation": service.organisation.name,
        "reason": str(REASONS.get(service.state_reason, service.state_reason)),
        "groups": groups(service),
        "last_step": step_row(last, people([last.user])) if last else None,
    }


def trail(service: Service, here: str = "") -> list[Link]:
    """The way from the desk to a listing's page, or over it to another of its pages."""
    text = best_text(service.texts.all(), get_language() or "it")
    listing = Link(text.name if text else "", reverse("desk-listing", args=[service.pk]) if here else "")
    return [Link(_("My things"), reverse("desk")), listing, *([Link(here)] if here else [])]


def groups(service: Service) -> list[GroupRow]:
    """Its groups and courses, each with its next meetings."""
    language = get_language() or "it"
    coming: dict[UUID, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(activity__service=service, ends_at__gt=clock.now()):
        coming[session.activity_id].append(session)
    return [_group(a, coming[a.pk][:MEETINGS], language) for a in service.activities.all()]


def _group(activity: Activity, sessions: list[Session], language: str) -> GroupRow:
    text = best_text(activity.texts.all(), language)
    timings = in_force([schedule.timing for schedule in activity.schedules.all()])
    return GroupRow(
        name=text.name if text else "",
        url=reverse("desk-activity", args=[activity.pk]),
        schedule=words(timings, language) + "." if timings else "",
        meetings=[
            Meeting(
                day_words(session.starts_at),
                hours_words(session),
                reverse("desk-session", args=[session.pk]),
                session.cancelled_reason,
            )
            for session in sessions
        ],
    )


def steps(service: Service) -> list[StepRow]:
    """The history of a listing, the latest first."""
    found = list(history(service.pk)[:STEPS])
    names = people([step.user for step in found])
    return [step_row(step, names) for step in found]


def step_row(step: Revision, names: dict[UUID, str]) -> StepRow:
    """One step in words."""
    return StepRow(
        words=str(CHANGES[Change(step.change)]),
        when=moment_words(step.at),
        who=names.get(step.user, "") if step.user else _("without signing in, or by the platform itself"),
        url=reverse("desk-revision", args=[step.pk]),
    )


def people(users: Collection[UUID | None]) -> dict[UUID, str]:
    """Names of those who changed something."""
    return dict(User.objects.filter(pk__in=[user for user in users if user]).values_list("pk", "name"))
