"""Who may see and change what in the catalogue; how outside requests obtain its objects."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from intreccio.actors.access import organisation_for
from intreccio.actors.models import Organisation
from intreccio.catalogue.models import (
    Activity,
    Embed,
    OwnSynonym,
    Pathway,
    Proposal,
    Rendering,
    Report,
    Revision,
    Service,
    Session,
    Term,
)
from intreccio.catalogue.queries.documents import is_shown
from intreccio.catalogue.queries.proposals import is_overseen
from intreccio.catalogue.rules.reporting import ReportState
from intreccio.kernel.access import NotAllowed, NotFound, Permission, Viewer, require, roles

MOST_MERGES = 5
"""So often a listing may have been merged onward before its old ids lead nowhere in lists."""


def service_for(viewer: Viewer, service: UUID) -> Service:
    """A listing that the viewer may read: a shown one, or any of those the viewer looks after.

    Of one merged into another, the one it was merged into.
    """
    found = _detailed().filter(pk=service).first()
    if found is None:
        raise NotFound
    if found.merged_into_id:
        return service_for(viewer, found.merged_into_id)
    if is_shown(found) or viewer.may(Permission.EDIT_LISTINGS, found.organisation_id):
        return found
    raise NotFound


def shown_services(services: Collection[UUID]) -> dict[UUID, Service]:
    """Those of these listings that everybody may read, each by the id it was asked for with.

    One merged into another is found as what it became. The number of queries does not grow with the listings.
    """
    became = _became(services)
    found = {service.pk: service for service in _detailed().filter(pk__in=became.values()) if is_shown(service)}
    return {asked: found[now] for asked, now in became.items() if now in found}


def _became(services: Collection[UUID]) -> dict[UUID, UUID]:
    """Under which id each of these listings stands today."""
    became = {service: service for service in services}
    for _ in range(MOST_MERGES):
        merged = Service.objects.filter(pk__in=became.values(), merged_into__isnull=False)
        onward = {old: new for old, new in merged.values_list("pk", "merged_into") if new}
        if not onward:
            break
        became = {asked: onward.get(now, now) for asked, now in became.items()}
    return became


def rendering_for(viewer: Viewer, service: UUID, rendering: UUID) -> Rendering:
    """Another way to take in a listing that the viewer may read."""
    found = Rendering.objects.filter(service=service_for(viewer, service), pk=rendering).select_related("file")
    if one := found.first():
        return one
    raise NotFound


def editable_service(viewer: Viewer, service: UUID) -> Service:
    """A listing that the viewer may change."""
    found = service_for(viewer, service)
    require(viewer, Permission.EDIT_LISTINGS, found.organisation_id)
    return found


def report_for(viewer: Viewer, report: UUID) -> Report:
    """What a reader said is wrong, for those who review listings. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.REVIEW_LISTINGS)
    found = Report.objects.select_related("organisation", "service").filter(pk=report).first()
    if found is None:
        raise NotFound
    return found


def embed_for(viewer: Viewer, embed: UUID) -> Embed:
    """A key for another site, for those who review listings. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.REVIEW_LISTINGS)
    found = Embed.objects.filter(pk=embed).first()
    if found is None:
        raise NotFound
    return found


def pathway_for(viewer: Viewer, slug: str) -> Pathway:
    """A published pathway, or any for those who review listings, its steps loaded. `NotFound`."""
    found = Pathway.objects.prefetch_related("steps__term__taxonomy").filter(slug=slug).first()
    if found is None or not (found.is_published or viewer.may(Permission.REVIEW_LISTINGS)):
        raise NotFound
    return found


def pathway_to_edit(viewer: Viewer, slug: str) -> Pathway:
    """A pathway, for those who review listings. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.REVIEW_LISTINGS)
    return pathway_for(viewer, slug)


def embed_named(key: str) -> Embed:
    """The key that another site's pages name, be it on or off. `NotFound`."""
    found = Embed.objects.filter(key=key).first()
    if found is None:
        raise NotFound
    return found


def report_to_answer(viewer: Viewer, report: UUID) -> Report:
    """What a reader said is wrong with a page of the viewer's own organisation, once the office has passed it on.

    Readers write to the network office: before that nobody else reads it. `NotFound` for others, and `NotAllowed`
    for whoever looks after nothing (who may be a steward not signed in).
    """
    if not _stewarded(viewer):
        raise NotAllowed(Permission.EDIT_LISTINGS)
    handed_on = Report.objects.select_related("organisation", "service").exclude(state=ReportState.RECEIVED)
    found = handed_on.filter(pk=report, organisation__in=_stewarded(viewer)).first()
    if found is None:
        raise NotFound
    return found


def synonym_for(viewer: Viewer, synonym: UUID) -> OwnSynonym:
    """A synonym of the network, for those who edit taxonomies. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.EDIT_TAXONOMIES)
    found = OwnSynonym.objects.filter(pk=synonym).first()
    if found is None:
        raise NotFound
    return found


def stewarded(viewer: Viewer) -> QuerySet[Organisation]:
    """The organisations whose listings the viewer looks after as one of theirs."""
    return Organisation.objects.current().filter(pk__in=_stewarded(viewer))


def looks_after_listings(viewer: Viewer) -> bool:
    """Whether the viewer belongs to an organisation and edits its listings; asks nothing of the database."""
    return bool(_stewarded(viewer))


def _stewarded(viewer: Viewer) -> list[UUID]:
    return [
        organisation
        for organisation, slugs in viewer.memberships.items()
        if any(Permission.EDIT_LISTINGS in roles()[slug].permissions for slug in slugs)
    ]


def organisation_to_list(viewer: Viewer, organisation: UUID) -> Organisation:
    """An organisation whose listings the viewer may add to and change."""
    found = organisation_for(viewer, organisation)
    require(viewer, Permission.EDIT_LISTINGS, found.pk)
    return found


def editable_activity(viewer: Viewer, activity: UUID) -> Activity:
    """A group or course that the viewer may change."""
    found = Activity.objects.select_related("site", "service__organisation").filter(pk=activity).first()
    if found is None:
        raise NotFound
    editable_service(viewer, found.service_id)
    return found


def editable_session(viewer: Viewer, session: UUID) -> Session:
    """A dated meeting that the viewer may call off."""
    found = Session.objects.select_related("activity").filter(pk=session).first()
    if found is None:
        raise NotFound
    editable_service(viewer, found.activity.service_id)
    return found


def edits_wait(viewer: Viewer, organisation: UUID) -> bool:
    """Whether what the viewer changes in an organisation's listings is looked at before it is shown."""
    return not viewer.may(Permission.REVIEW_LISTINGS) and is_overseen(organisation)


def organisation_to_oversee(viewer: Viewer, organisation: UUID) -> Organisation:
    """An organisation, for those who review listings. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.REVIEW_LISTINGS)
    return organisation_for(viewer, organisation)


def proposal_to_decide(viewer: Viewer, proposal: UUID) -> Proposal:
    """A change that waited or waits, for those who review listings. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.REVIEW_LISTINGS)
    found = Proposal.objects.select_related("service__organisation").filter(pk=proposal).first()
    if found is None:
        raise NotFound
    return found


def own_proposal(viewer: Viewer, proposal: UUID) -> Proposal:
    """A change proposed to a listing that the viewer may change."""
    found = Proposal.objects.select_related("service").filter(pk=proposal).first()
    if found is None:
        raise NotFound
    editable_service(viewer, found.service_id)
    return found


def term_to_edit(viewer: Viewer, term: UUID) -> Term:
    """A term, for those who edit taxonomies. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.EDIT_TAXONOMIES)
    found = Term.objects.select_related("taxonomy", "parent").filter(pk=term).first()
    if found is None:
        raise NotFound
    return found


def revision_for(viewer: Viewer, revision: UUID) -> Revision:
    """A change in the history of a listing that the viewer may change."""
    found = Revision.objects.filter(pk=revision).first()
    if found is None:
        raise NotFound
    editable_service(viewer, found.service)
    return found


def _detailed() -> QuerySet[Service]:
    return Service.objects.select_related(
        "organisation", "unit", "reference_service__organisation", "benefit"
    ).prefetch_related(
        "texts",
        "costs",
        "documents",
        "schedules",
        "terms__taxonomy",
        "sites__municipality",
        Prefetch("renderings", Rendering.objects.select_related("file")),
        "areas__territory",
        "areas__zone",
        "areas__area",
        "activities__texts",
        "activities__schedules",
        "activities__site__municipality",
        "reference_service__texts",
    )
