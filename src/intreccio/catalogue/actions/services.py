"""Adding and editing services. A draft says everything; saving it replaces what was there."""

from collections.abc import Iterable, Sequence

from intreccio.catalogue.actions.activities import save_activities
from intreccio.catalogue.actions.drafts import ActivityDraft, ServiceDraft
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.revisions import remember
from intreccio.catalogue.events import ServiceEdited, ServicesAdded
from intreccio.catalogue.models import (
    Benefit,
    CostOption,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtSite,
    ServiceText,
)
from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.ids import service_at_site_id
from intreccio.catalogue.rules.listing import ListingState, freshness_on
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.territory.models import Area, Territory, Zone

EDITABLE = [
    "organisation", "unit", "kind", "languages", "min_age", "max_age", "email", "phone", "url",
    "reference_service", "reference_kind", "reference_text", "review_months", "confirmed_on", "freshness",
    "expires_at", "changed_at",
]  # fmt: skip


def add_service(
    *,
    draft: ServiceDraft,
    by: Who,
    state: ListingState = ListingState.PUBLISHED,
    activities: Iterable[ActivityDraft] = (),
) -> Service:
    """Add one service, published unless `state` says draft."""
    return add_services(drafts=[(draft, tuple(activities))], by=by, state=state)[0]


@action
def add_services(
    *,
    drafts: Sequence[tuple[ServiceDraft, tuple[ActivityDraft, ...]]],
    by: Who,
    state: ListingState = ListingState.PUBLISHED,
) -> list[Service]:
    """Add services with their activities, many in a few statements."""
    services = [_row(Service(state=state, created_at=clock.now()), draft) for draft, _ in drafts]
    Service.objects.bulk_create(services)
    pairs = [(service, draft) for service, (draft, _) in zip(services, drafts, strict=True)]
    _save_parts(pairs)
    save_activities([(service, a) for service, (_, found) in zip(services, drafts, strict=True) for a in found])
    organisations = {draft.organisation.pk for draft, _ in drafts}
    only = organisations.pop() if len(organisations) == 1 else None
    record(ServicesAdded(only, tuple(service.pk for service in services)), by=by)
    index([service.pk for service in services])
    return services


@action
def edit_service(*, service: Service, draft: ServiceDraft, by: Who, expected: int | None = None) -> Service:
    """Make a service what `draft` says. Its activities stay. `VersionConflict` where someone was faster."""
    remember(service, Change.EDITED, by=by, expected=expected)
    _row(service, draft)
    service.save_version(update_fields=EDITABLE, expected=expected)
    for part in (ServiceText, CostOption, RequiredDocument, ServiceArea, ServiceAtSite, Schedule, Benefit):
        part.objects.filter(service=service).delete()
    _save_parts([(service, draft)])
    record(ServiceEdited(service.pk, service.version), by=by)
    index([service.pk])
    return service


@action
def edit_services(*, edits: Sequence[tuple[Service, ServiceDraft, int]], by: Who) -> None:
    """Change many services, each from the version that was looked at: all of them, or none."""
    for service, draft, expected in edits:
        edit_service(service=service, draft=draft, by=by, expected=expected)


def _row(service: Service, draft: ServiceDraft) -> Service:
    for name in EDITABLE:
        if hasattr(draft, name):
            setattr(service, name, getattr(draft, name))
    service.languages = list(draft.languages)
    service.source, service.source_key = draft.source, draft.source_key
    service.confirmed_on = draft.confirmed_on or clock.today()
    service.freshness = freshness_on(
        clock.today(), confirmed_on=service.confirmed_on, review_months=service.review_months
    )
    service.changed_at = clock.now()
    return service


def _save_parts(pairs: Sequence[tuple[Service, ServiceDraft]]) -> None:
    ServiceText.objects.bulk_create(
        ServiceText(service=service, language=language, **vars(text))
        for service, draft in pairs
        for language, text in draft.texts.items()
    )
    CostOption.objects.bulk_create(
        CostOption(service=service, **vars(cost)) for service, draft in pairs for cost in draft.costs
    )
    RequiredDocument.objects.bulk_create(
        RequiredDocument(service=service, name=name, place=place)
        for service, draft in pairs
        for place, name in enumerate(draft.documents)
    )
    ServiceArea.objects.bulk_create(
        _service_area(service, area) for service, draft in pairs for area in draft.areas
    )
    ServiceAtSite.objects.bulk_create(
        ServiceAtSite(pk=service_at_site_id(service.pk, site.pk), service=service, site=site)
        for service, draft in pairs
        for site in draft.sites
    )
    Schedule.objects.bulk_create(
        Schedule.of(opening.timing, service=service, site=opening.site, place=place)
        for service, draft in pairs
        for place, opening in enumerate(draft.openings)
    )
    Benefit.objects.bulk_create(
        Benefit(service=service, **vars(draft.benefit)) for service, draft in pairs if draft.benefit
    )
    _save_terms(pairs)


def _save_terms(pairs: Sequence[tuple[Service, ServiceDraft]]) -> None:
    through = Service.terms.through
    through.objects.filter(service__in=[service for service, _ in pairs]).delete()
    through.objects.bulk_create(
        through(service_id=service.pk, term_id=term.pk) for service, draft in pairs for term in draft.terms
    )


def _service_area(service: Service, area: Territory | Zone | Area) -> ServiceArea:
    match area:
        case Territory():
            return ServiceArea(service=service, territory=area)
        case Zone():
            return ServiceArea(service=service, zone=area)
        case Area():
            return ServiceArea(service=service, area=area)


@action
def link_reference(*, service: Service, reference: Service, by: Who) -> None:
    """Name the public service of reference that stands beside a service."""
    service.reference_service = reference
    service.save_version(update_fields=["reference_service"])
    record(ServiceEdited(service.pk, service.version), by=by)
