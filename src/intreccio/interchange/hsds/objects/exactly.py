"""Everything of a service that HSDS has no field for, as attributes of our own."""

from collections.abc import Iterator
from typing import Any

from intreccio.catalogue.models import Activity, Benefit, CostOption, Schedule, Service
from intreccio.catalogue.queries.documents import is_shown
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.search.patterns import as_json
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.objects.contacts import extensions
from intreccio.interchange.hsds.objects.making import Making, Object
from intreccio.interchange.hsds.objects.parts import area_code

TEXTS = ("name", "summary", "description", "how_to", "eligibility")
ONLY_HERE = ("summary",)
"""Parts of a text that have no column even in the language of the columns."""


def exactly(row: Service, making: Making) -> Iterator[Object]:
    """Its attributes of the taxonomy `intreccio`."""
    yield extra("service", row.pk, "kind", row.kind)
    yield extra("service", row.pk, "review_months", row.review_months)
    if row.expires_at:
        yield extra("service", row.pk, "expires_at", row.expires_at.isoformat())
    yield from _texts(row, making)
    yield from _reference(row)
    yield from _lists(row)
    for activity in row.activities.all():
        yield extra("service", row.pk, "activity", _activity(activity))
    if benefit := getattr(row, "benefit", None):
        yield extra("service", row.pk, "benefit", _benefit(benefit))


def _texts(row: Service, making: Making) -> Iterator[Object]:
    shown = making.reader.best(row.texts.all())
    for text in row.texts.all():
        if text is shown:
            yield extra("service", row.pk, "language", text.language)
        for part in ONLY_HERE if text is shown else TEXTS:
            if value := getattr(text, part):
                yield extra("service", row.pk, part, value, text.language)
        yield extra("service", row.pk, "origin", text.origin, text.language)
        if not text.reviewed:
            yield extra("service", row.pk, "unreviewed", True, text.language)


def _reference(row: Service) -> Iterator[Object]:
    if row.reference_service and is_shown(row.reference_service):
        yield extra("service", row.pk, "reference_service", str(row.reference_service.pk))
    if row.reference_kind:
        yield extra("service", row.pk, "reference_kind", row.reference_kind)
    if row.reference_text:
        yield extra("service", row.pk, "reference_text", row.reference_text)


def _lists(row: Service) -> Iterator[Object]:
    lists: dict[str, Any] = {
        "openings": [_opening(schedule) for schedule in row.schedules.all()],
        "costs": [_cost(cost) for cost in row.costs.all()],
        "documents": [document.name for document in row.documents.all()],
        "areas": [area_code(area) for area in row.areas.all()],
        "extensions": extensions(row),
    }
    for code, value in lists.items():
        if value:
            yield extra("service", row.pk, code, value)


def _opening(schedule: Schedule) -> dict[str, Any]:
    site = schedule.site
    return {"timing": as_json(schedule.timing), "site": str(site.pk) if site and is_public(site) else None}


def _cost(cost: CostOption) -> dict[str, Any]:
    return {
        "kind": cost.kind,
        "cents": cost.cents,
        "currency": cost.currency,
        "per": cost.per,
        "isee_up_to": cost.isee_up_to,
        "note": cost.note,
    }


def _activity(activity: Activity) -> dict[str, Any]:
    """A group or course by its parts. A place that is not public is not named."""
    site = activity.site
    return {
        "id": str(activity.pk),
        "texts": {text.language: [text.name, text.description] for text in activity.texts.all()},
        "site": str(site.pk) if site and is_public(site) else None,
        "capacity": activity.capacity,
        "enrolment": activity.enrolment,
        "languages": activity.languages,
        "starts_on": activity.starts_on and activity.starts_on.isoformat(),
        "ends_on": activity.ends_on and activity.ends_on.isoformat(),
        "timings": [as_json(schedule.timing) for schedule in activity.schedules.all()],
    }


def _benefit(benefit: Benefit) -> dict[str, Any]:
    return {
        "amount": benefit.amount,
        "isee_up_to": benefit.isee_up_to,
        "opens_on": benefit.opens_on and benefit.opens_on.isoformat(),
        "closes_on": benefit.closes_on and benefit.closes_on.isoformat(),
        "where_to_apply": benefit.where_to_apply,
        "incompatible": benefit.incompatible,
    }
