"""Everything of a service that HSDS has no field for, as attributes of our own."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from intreccio.catalogue.models import Activity, Benefit, CostOption, Schedule, Service
from intreccio.catalogue.queries.documents import is_shown
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.search.patterns import as_json
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.objects.contacts import extensions
from intreccio.interchange.hsds.objects.making import Making, Object, Parts
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
    yield from _lists(row, making)
    for activity in making.parts.activities[row.pk]:
        yield extra("service", row.pk, "activity", _activity(activity, making.parts))
    if benefit := getattr(row, "benefit", None):
        yield extra("service", row.pk, "benefit", _benefit(benefit))


def _texts(row: Service, making: Making) -> Iterator[Object]:
    shown = making.reader.best(making.parts.texts[row.pk])
    for text in making.parts.texts[row.pk]:
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


def _lists(row: Service, making: Making) -> Iterator[Object]:
    parts = making.parts
    told = {held.site_id for held in parts.held[row.pk] if is_public(held.site)}
    lists: dict[str, Any] = {
        "openings": [_opening(schedule, told) for schedule in parts.schedules[row.pk]],
        "costs": [_cost(cost) for cost in parts.costs[row.pk]],
        "documents": [document.name for document in parts.documents[row.pk]],
        "areas": sorted(map(area_code, parts.areas[row.pk])),
        "extensions": extensions(row, making),
    }
    for code, value in lists.items():
        if value:
            yield extra("service", row.pk, code, value)


def _opening(schedule: Schedule, told: set[UUID]) -> dict[str, Any]:
    site = schedule.site_id
    return {"timing": as_json(schedule.timing), "site": str(site) if site in told else None}


def _cost(cost: CostOption) -> dict[str, Any]:
    return {
        "kind": cost.kind,
        "cents": cost.cents,
        "currency": cost.currency,
        "per": cost.per,
        "isee_up_to": cost.isee_up_to,
        "note": cost.note,
    }


def _activity(activity: Activity, parts: Parts) -> dict[str, Any]:
    """A group or course by its parts. A place that is not public is not named."""
    site = activity.site
    return {
        "id": str(activity.pk),
        "texts": {text.language: [text.name, text.description] for text in parts.activity_texts[activity.pk]},
        "site": str(site.pk) if site and is_public(site) else None,
        "capacity": activity.capacity,
        "enrolment": activity.enrolment,
        "languages": activity.languages,
        "starts_on": activity.starts_on and activity.starts_on.isoformat(),
        "ends_on": activity.ends_on and activity.ends_on.isoformat(),
        "timings": [as_json(schedule.timing) for schedule in parts.schedules[activity.pk]],
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
