"""From a listing as it is to the draft that would leave it so: to be changed in part, or copied."""

from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects

from intreccio.catalogue.actions.drafts import (
    ActivityDraft,
    BenefitDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
)
from intreccio.catalogue.actions.services import add_service
from intreccio.catalogue.models import Activity, Service
from intreccio.catalogue.queries.snapshots import Snapshot, objects, snapshot
from intreccio.catalogue.rules.listing import ListingState
from intreccio.kernel.acting import Who

SAID_BY_ITSELF = (
    "organisation", "kind", "unit", "min_age", "max_age", "email", "phone", "url", "reference_service",
    "reference_kind", "reference_text", "review_months", "confirmed_on", "expires_at", "source", "source_key",
)  # fmt: skip
LONGEST_NAME = 200
COPY_OF = {"it": "Copia di {name}", "en": "Copy of {name}"}


def draft_of(service: Service) -> ServiceDraft:
    """Everything that a service says."""
    return draft_said(snapshot(service.pk))


def draft_said(said: Snapshot) -> ServiceDraft:
    """Everything that a service said, now or before a change."""
    [service] = objects("service", said)
    areas, sites = _with(said, "area", "territory", "zone", "area"), _with(said, "site", "site")
    return ServiceDraft(
        texts={text.language: TextDraft(**_columns(text, TextDraft)) for text in objects("text", said)},
        terms=tuple(row.term for row in _with(said, "term", "term__taxonomy")),
        sites=tuple(row.site for row in sites),
        areas=tuple(area.territory or area.zone or area.area for area in areas),
        languages=tuple(service.languages),
        costs=tuple(CostDraft(**_columns(cost, CostDraft)) for cost in objects("cost", said)),
        documents=tuple(document.name for document in objects("document", said)),
        openings=tuple(
            OpeningDraft(row.timing, row.site) for row in _with(said, "schedule", "site") if row.service_id
        ),
        benefit=next((BenefitDraft(**_columns(row, BenefitDraft)) for row in objects("benefit", said)), None),
        **{name: getattr(service, name) for name in SAID_BY_ITSELF},
    )


def activity_draft_of(activity: Activity) -> ActivityDraft:
    """Everything that a group or course says."""
    return ActivityDraft(
        texts={text.language: (text.name, text.description) for text in activity.texts.all()},
        site=activity.site,
        capacity=activity.capacity,
        enrolment=activity.enrolment,
        languages=tuple(activity.languages),
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        timings=tuple(schedule.timing for schedule in activity.schedules.all()),
    )


def copy_service(*, service: Service, by: Who) -> Service:
    """A draft that says the same, groups included, under a name that says that it is a copy."""
    draft = draft_of(service)
    texts = {language: replace(text, name=_copied(text.name, language)) for language, text in draft.texts.items()}
    return add_service(
        draft=replace(draft, texts=texts, source=None, source_key=""),
        activities=[activity_draft_of(activity) for activity in service.activities.all()],
        state=ListingState.DRAFT,
        by=by,
    )


def _copied(name: str, language: str) -> str:
    return COPY_OF.get(language, COPY_OF["en"]).format(name=name)[:LONGEST_NAME]


def _with(said: Snapshot, name: str, *related: str) -> list[Any]:
    rows = objects(name, said)
    prefetch_related_objects(rows, *related)
    return rows


def _columns(row: object, draft: type[TextDraft | CostDraft | BenefitDraft]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in draft.__dataclass_fields__}
