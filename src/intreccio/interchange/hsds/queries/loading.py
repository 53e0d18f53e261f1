"""Everything that objects are made of. However many things are asked for, the number of queries is the same."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from intreccio.actors.models import Organisation, OrganisationText, Site, Unit
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.catalogue.models import (
    Activity,
    ActivityText,
    CostOption,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtSite,
    ServiceText,
    Taxonomy,
    Term,
)
from intreccio.interchange.hsds.objects.making import By, Making, Parts
from intreccio.interchange.hsds.queries.gathering import (
    contacts_and_phones,
    gathered,
    kept_of,
    ordered,
    placed,
    sites_with_areas,
    terms_of,
)
from intreccio.interchange.hsds.reader import ITALIAN, Reader

ACCESSIBILITY = "accessibility"


def services(ids: Sequence[UUID], reader: Reader = ITALIAN) -> tuple[list[Service], Making]:
    """Services with what a list says of them, in the order of `ids`."""
    found = Service.objects.select_related("organisation__parent", "unit", "benefit")
    rows = _of_current(ordered(found, ids))
    return rows, Making(reader, Parts(texts=_service_texts(rows), organisation_texts=_texts_of_owners(rows)))


def full_services(
    ids: Sequence[UUID], reader: Reader = ITALIAN, *, exact: bool = False
) -> tuple[list[Service], Making]:
    """Services with all that depends on them, in the order of `ids`."""
    found = Service.objects.select_related(
        "organisation__parent", "organisation__municipality", "unit", "benefit", "reference_service__organisation"
    ).defer("organisation__municipality__boundary")
    rows = _of_current(ordered(found, ids))
    keys, owners = [row.pk for row in rows], [row.organisation_id for row in rows]
    held = list(ServiceAtSite.objects.filter(service__in=keys, site__merged_into=None).order_by("pk"))
    activities = list(Activity.objects.filter(service__in=keys).order_by("created_at", "pk"))
    sites = sites_with_areas([*(row.site_id for row in held), *(row.site_id for row in activities)])
    placed(held, sites)
    placed(activities, sites)
    contacts, phones = contacts_and_phones(owners, list(sites), keys)
    parts = Parts(
        texts=_service_texts(rows),
        costs=gathered(CostOption.objects.filter(service__in=keys).order_by("pk"), "service_id"),
        documents=gathered(
            RequiredDocument.objects.filter(service__in=keys).order_by("place", "pk"), "service_id"
        ),
        areas=_areas(keys),
        terms=terms_of(keys),
        held=gathered(held, "service_id"),
        activities=gathered(activities, "service_id"),
        activity_texts=gathered(
            ActivityText.objects.filter(activity__in=activities).order_by("pk"), "activity_id"
        ),
        schedules=_schedules(keys, activities),
        organisation_texts=_texts_of_owners(rows),
        contacts=contacts,
        phones=phones,
    )
    kept = kept_of({*keys, *owners, *sites})
    return rows, Making(reader, parts, kept, accessibility_terms(), exact)


def organisations(ids: Sequence[UUID], reader: Reader = ITALIAN) -> tuple[list[Organisation], Making]:
    """Organisations with what a list says of them, in the order of `ids`."""
    rows = ordered(Organisation.objects.select_related("parent"), ids)
    return rows, Making(reader, Parts(organisation_texts=_organisation_texts(ids)))


def full_organisations(
    ids: Sequence[UUID], reader: Reader = ITALIAN, *, exact: bool = False
) -> tuple[list[Organisation], Making]:
    """Organisations with all that depends on them but their services, in the order of `ids`."""
    found = Organisation.objects.select_related("parent", "municipality").defer("municipality__boundary")
    rows = ordered(found, ids)
    theirs = Site.objects.filter(organisation__in=ids).select_related("municipality")
    sites = list(theirs.defer("municipality__boundary").order_by("name", "pk"))
    contacts, phones = contacts_and_phones(ids, [site.pk for site in sites])
    parts = Parts(
        organisation_texts=_organisation_texts(ids),
        units=gathered(Unit.objects.filter(organisation__in=ids).order_by("name", "pk"), "organisation_id"),
        sites=gathered(sites, "organisation_id"),
        contacts=contacts,
        phones=phones,
    )
    kept = kept_of({*ids, *(site.pk for site in sites)})
    return rows, Making(reader, parts, kept, accessibility_terms(), exact)


def at_sites(ids: Sequence[UUID], reader: Reader = ITALIAN) -> tuple[list[ServiceAtSite], Making]:
    """Services' being held at sites with what a list says of them, in the order of `ids`."""
    rows = ordered(ServiceAtSite.objects.select_related("site"), ids)
    found, making = services([row.service_id for row in rows], reader)
    return _with_services(rows, found), making


def full_at_sites(ids: Sequence[UUID], reader: Reader = ITALIAN) -> tuple[list[ServiceAtSite], Making]:
    """The same with all of the place and the hours held there."""
    wanted = dict(ServiceAtSite.objects.filter(pk__in=ids).values_list("pk", "service_id"))
    found, making = full_services([wanted[id] for id in ids if id in wanted], reader)
    held = {row.pk: row for rows in making.parts.held.values() for row in rows}
    return _with_services([held[id] for id in ids if id in held], found), making


def sites(ids: Sequence[UUID], *, exact: bool = False) -> tuple[list[Site], Making]:
    """Places with all that depends on them, under the organisation that counts today."""
    found = Site.objects.select_related("municipality", "organisation").defer("municipality__boundary")
    rows = ordered(found, ids)
    current = _survivors({id for site in rows if (id := site.organisation.merged_into_id)})
    for site in rows:
        if site.organisation.merged_into_id:
            site.organisation = current[site.organisation.merged_into_id]
    contacts, phones = contacts_and_phones((), ids)
    parts = Parts(contacts=contacts, phones=phones)
    return rows, Making(ITALIAN, parts, kept_of(ids), accessibility_terms(), exact)


def terms(ids: Sequence[UUID]) -> list[Term]:
    """Terms with their taxonomy, in the order of `ids`."""
    return ordered(Term.objects.select_related("taxonomy"), ids)


def taxonomies(ids: Sequence[UUID]) -> list[Taxonomy]:
    """Taxonomies, in the order of `ids`."""
    return ordered(Taxonomy.objects.all(), ids)


def all_taxonomies() -> list[Taxonomy]:
    """Every taxonomy."""
    return list(Taxonomy.objects.order_by("slug"))


def all_terms() -> list[Term]:
    """Every term with its taxonomy and what it is mapped to, even those that may no longer be chosen."""
    found = Term.objects.select_related("taxonomy").prefetch_related("mappings")
    return list(found.order_by("taxonomy__slug", "place", "code"))


def accessibility_terms() -> dict[str, Term]:
    """The terms of accessibility by code."""
    return {
        term.code: term for term in Term.objects.filter(taxonomy__slug=ACCESSIBILITY).select_related("taxonomy")
    }


def offered_by(organisations: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """The shown services of each organisation, those of organisations merged into it among them."""
    found: dict[UUID, list[UUID]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OFFERED, [list(organisations)])
        for organisation, service in cursor.fetchall():
            found.setdefault(organisation, []).append(service)
    return found


_OFFERED = """
    WITH RECURSIVE family AS (
        SELECT id AS root, id FROM actors_organisation WHERE id = ANY(%s)
        UNION SELECT family.root, child.id
        FROM actors_organisation child JOIN family ON child.merged_into_id = family.id
    )
    SELECT family.root, service.id FROM family
    JOIN catalogue_service service ON service.organisation_id = family.id
    JOIN catalogue_searchentry entry ON entry.service = service.id ORDER BY entry.number
"""


def _service_texts(rows: Sequence[Service]) -> By[ServiceText]:
    return gathered(ServiceText.objects.filter(service__in=[row.pk for row in rows]).order_by("pk"), "service_id")


def _texts_of_owners(rows: Sequence[Service]) -> By[OrganisationText]:
    return _organisation_texts([row.organisation_id for row in rows])


def _organisation_texts(ids: Sequence[UUID]) -> By[OrganisationText]:
    return gathered(OrganisationText.objects.filter(organisation__in=ids).order_by("language"), "organisation_id")


def _areas(services: Sequence[UUID]) -> By[ServiceArea]:
    found = ServiceArea.objects.select_related("territory", "zone__zoning__territory", "area").defer(
        "area__boundary"
    )
    return gathered(found.filter(service__in=services).order_by("pk"), "service_id")


def _schedules(services: Sequence[UUID], activities: Sequence[Activity]) -> By[Schedule]:
    owned = Schedule.objects.filter(service__in=services) | Schedule.objects.filter(activity__in=activities)
    return gathered(owned.order_by("place", "pk"), "service_id", "activity_id")


def _with_services(found: list[ServiceAtSite], services: list[Service]) -> list[ServiceAtSite]:
    by_id = {service.pk: service for service in services}
    for row in found:
        if row.service_id in by_id:
            row.service = by_id[row.service_id]
    return [row for row in found if row.service_id in by_id]


def _of_current(found: list[Service]) -> list[Service]:
    """Services under the organisation that counts today where theirs was merged; without those nobody may see."""
    current = _survivors({id for service in found if (id := service.organisation.merged_into_id)})
    for service in found:
        if service.organisation.merged_into_id:
            service.organisation = current[service.organisation.merged_into_id]
    return [service for service in found if Verification(service.organisation.verification) in PUBLICLY_SEEN]


def _survivors(ids: set[UUID]) -> dict[UUID, Organisation]:
    """For each organisation the one that it ended in, merges followed to their end."""
    if not ids:
        return {}
    found = (
        Organisation.objects.select_related("parent", "municipality").defer("municipality__boundary").in_bulk(ids)
    )
    further = _survivors({id for row in found.values() if (id := row.merged_into_id)})
    return {id: further[row.merged_into_id] if row.merged_into_id else row for id, row in found.items()}
