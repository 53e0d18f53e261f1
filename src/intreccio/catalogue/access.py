"""Who may see and change what in the catalogue; how outside requests obtain its objects."""

from uuid import UUID

from django.db.models import QuerySet

from intreccio.catalogue.models import OwnSynonym, Report, Service
from intreccio.catalogue.queries.documents import is_shown
from intreccio.kernel.access import NotFound, Permission, Viewer, require


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


def synonym_for(viewer: Viewer, synonym: UUID) -> OwnSynonym:
    """A synonym of the network, for those who edit taxonomies. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.EDIT_TAXONOMIES)
    found = OwnSynonym.objects.filter(pk=synonym).first()
    if found is None:
        raise NotFound
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
        "areas__territory",
        "areas__zone",
        "areas__area",
        "activities__texts",
        "activities__schedules",
        "activities__site__municipality",
        "reference_service__texts",
    )
