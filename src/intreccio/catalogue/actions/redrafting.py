"""From a listing as it is to the draft that would leave it so: to be changed in part, or copied."""

from dataclasses import replace

from intreccio.catalogue.actions.drafts import (
    ActivityDraft,
    BenefitDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
)
from intreccio.catalogue.actions.services import add_service
from intreccio.catalogue.models import Activity, Benefit, Service
from intreccio.catalogue.rules.listing import ListingState
from intreccio.kernel.acting import Who

LONGEST_NAME = 200
COPY_OF = {"it": "Copia di {name}", "en": "Copy of {name}"}


def draft_of(service: Service) -> ServiceDraft:
    """Everything that a service says."""
    return ServiceDraft(
        organisation=service.organisation,
        texts={text.language: TextDraft(**_columns(text, TextDraft)) for text in service.texts.all()},
        kind=service.kind,
        unit=service.unit,
        terms=tuple(service.terms.all()),
        sites=tuple(service.sites.all()),
        areas=tuple(filter(None, (area.territory or area.zone or area.area for area in service.areas.all()))),
        languages=tuple(service.languages),
        min_age=service.min_age,
        max_age=service.max_age,
        email=service.email,
        phone=service.phone,
        url=service.url,
        reference_service=service.reference_service,
        reference_kind=service.reference_kind,
        reference_text=service.reference_text,
        review_months=service.review_months,
        confirmed_on=service.confirmed_on,
        expires_at=service.expires_at,
        costs=tuple(CostDraft(**_columns(cost, CostDraft)) for cost in service.costs.all()),
        documents=tuple(document.name for document in service.documents.all()),
        openings=tuple(OpeningDraft(row.timing, row.site) for row in service.schedules.all()),
        benefit=_benefit(service),
        source=service.source,
        source_key=service.source_key,
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


def _benefit(service: Service) -> BenefitDraft | None:
    found = Benefit.objects.filter(service=service).first()
    return BenefitDraft(**_columns(found, BenefitDraft)) if found else None


def _columns(row: object, draft: type) -> dict[str, object]:
    return {name: getattr(row, name) for name in draft.__dataclass_fields__}
