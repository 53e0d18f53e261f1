"""Everything that objects are made of. However many things are asked for, the number of queries is the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, Prefetch, QuerySet

from intreccio.actors.models import Organisation, Site
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.catalogue.models import Activity, Service, ServiceArea, ServiceAtSite, SourceRecord, Taxonomy, Term
from intreccio.interchange.hsds.objects.making import Kept, Making
from intreccio.interchange.hsds.reader import ITALIAN, Reader

ACCESSIBILITY, ATTRIBUTE = "accessibility", "attribute"
M = TypeVar("M", bound=Model)


def services(ids: Sequence[UUID]) -> list[Service]:
    """Services with what a list says of them, in the order of `ids`."""
    found = Service.objects.select_related("organisation__parent", "unit", "benefit")
    return _of_current(_ordered(found.prefetch_related("texts", "organisation__texts"), ids))


def full_services(ids: Sequence[UUID]) -> list[Service]:
    """Services with all that depends on them, in the order of `ids`."""
    held = ServiceAtSite.objects.filter(site__merged_into=None).order_by("pk")
    held = held.prefetch_related(Prefetch("site", _full_sites()))
    areas = ServiceArea.objects.select_related("territory", "zone__zoning__territory", "area").defer(
        "area__boundary"
    )
    activities = Activity.objects.select_related("site").order_by("created_at", "pk")
    found = Service.objects.select_related(
        "organisation__parent", "organisation__municipality", "unit", "benefit", "reference_service__organisation"
    ).defer("organisation__municipality__boundary")
    parts = (
        "texts", "costs", "documents", "schedules__site", "phones", "contacts__phones",
        "organisation__texts", "organisation__phones", "organisation__contacts__phones",
        Prefetch("terms", Term.objects.select_related("taxonomy").order_by("taxonomy__slug", "place", "code")),
        Prefetch("at_sites", held),
        Prefetch("areas", areas.order_by("pk")),
        Prefetch("activities", activities),
        "activities__texts", "activities__schedules",
    )  # fmt: skip
    return _of_current(_ordered(found.prefetch_related(*parts), ids))


def organisations(ids: Sequence[UUID]) -> list[Organisation]:
    """Organisations with what a list says of them, in the order of `ids`."""
    return _ordered(Organisation.objects.select_related("parent").prefetch_related("texts"), ids)


def full_organisations(ids: Sequence[UUID]) -> list[Organisation]:
    """Organisations with all that depends on them but their services, in the order of `ids`."""
    found = Organisation.objects.select_related("parent", "municipality").defer("municipality__boundary")
    parts = (
        "texts",
        "phones",
        "contacts__phones",
        "units",
        Prefetch("sites", _full_sites().order_by("name", "pk")),
    )
    return _ordered(found.prefetch_related(*parts), ids)


def at_sites(ids: Sequence[UUID]) -> list[ServiceAtSite]:
    """Services' being held at sites with what a list says of them, in the order of `ids`."""
    found = _ordered(ServiceAtSite.objects.select_related("site"), ids)
    return _with_services(found, services([row.service_id for row in found]))


def full_at_sites(ids: Sequence[UUID]) -> list[ServiceAtSite]:
    """The same with all of the place and the hours held there."""
    found = _ordered(ServiceAtSite.objects.prefetch_related(Prefetch("site", _full_sites())), ids)
    return _with_services(found, full_services([row.service_id for row in found]))


def terms(ids: Sequence[UUID]) -> list[Term]:
    """Terms with their taxonomy, in the order of `ids`."""
    return _ordered(Term.objects.select_related("taxonomy").prefetch_related("mappings"), ids)


def sites(ids: Sequence[UUID]) -> list[Site]:
    """Places with all that depends on them, under the organisation that counts today."""
    found = _ordered(_full_sites().select_related("organisation"), ids)
    current = _survivors({id for site in found if (id := site.organisation.merged_into_id)})
    for site in found:
        if site.organisation.merged_into_id:
            site.organisation = current[site.organisation.merged_into_id]
    return found


def all_taxonomies() -> list[Taxonomy]:
    """Every taxonomy."""
    return list(Taxonomy.objects.order_by("slug"))


def all_terms() -> list[Term]:
    """Every term with its taxonomy, even those that may no longer be chosen."""
    found = Term.objects.select_related("taxonomy").prefetch_related("mappings")
    return list(found.order_by("taxonomy__slug", "place", "code"))


def taxonomies(ids: Sequence[UUID]) -> list[Taxonomy]:
    """Taxonomies, in the order of `ids`."""
    return _ordered(Taxonomy.objects.all(), ids)


def offered_by(organisations: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """The shown services of each organisation, those of organisations merged into it among them."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFERED, [list(organisations)])
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for organisation, service in cursor.fetchall():
            found[organisation].append(service)
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


def making(reader: Reader = ITALIAN, *, about: Iterable[UUID] = (), exact: bool = False) -> Making:
    """How to make objects for a reader. What sources said is there for the things `about`."""
    accessibility = Term.objects.filter(taxonomy__slug=ACCESSIBILITY).select_related("taxonomy")
    return Making(reader, _kept(list(about)), {term.code: term for term in accessibility}, exact)


def about_services(found: Iterable[Service]) -> set[UUID]:
    """Services with their organisations and sites: everything of which their objects speak."""
    ids: set[UUID] = set()
    for service in found:
        ids |= {service.pk, service.organisation_id, *(held.site_id for held in service.at_sites.all())}
    return ids


def about_organisations(found: Iterable[Organisation]) -> set[UUID]:
    """Organisations with their sites."""
    return {id for row in found for id in (row.pk, *(site.pk for site in row.sites.all()))}


def _kept(about: Collection[UUID]) -> Mapping[UUID, Sequence[Kept]]:
    if not about:
        return {}
    records = SourceRecord.objects.filter(object__in=about).exclude(kept={}).order_by("pk")
    rows = list(records.values_list("object", "kept"))
    named = {str(row.get("taxonomy_term_id")) for _, kept in rows for row in _attributes(kept)}
    known = set(map(str, Term.objects.filter(pk__in=filter(None, map(_uuid, named))).values_list("pk", flat=True)))
    found: dict[UUID, list[Kept]] = defaultdict(list)
    for object, kept in rows:
        told = [row for row in _attributes(kept) if str(row.get("taxonomy_term_id")) in known]
        found[object].append({**kept, ATTRIBUTE: told} if ATTRIBUTE in kept else kept)
    return found


def _attributes(kept: Kept) -> list[dict[str, Any]]:
    rows = kept.get(ATTRIBUTE)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _full_sites() -> QuerySet[Site]:
    sites = Site.objects.select_related("municipality").defer("municipality__boundary")
    return sites.prefetch_related("phones", "contacts__phones")


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
    found = {row.pk: row for row in full_organisations(sorted(ids))}
    further = _survivors({row.merged_into_id for row in found.values() if row.merged_into_id})
    return {id: further.get(row.merged_into_id, row) if row.merged_into_id else row for id, row in found.items()}


def _ordered(rows: QuerySet[M], ids: Sequence[UUID]) -> list[M]:
    """The rows with these ids that are there, in their order."""
    found = rows.in_bulk(list(ids))
    return [found[id] for id in ids if id in found]
