"""Rows that hang below others, gathered by what they belong to: one query a kind, however many owners."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from intreccio.actors.models import Site
from intreccio.catalogue.models import Activity, Contact, Phone, Service, ServiceAtSite, SourceRecord, Term
from intreccio.interchange.hsds.objects.making import By, Kept

ATTRIBUTE = "attribute"
M = TypeVar("M", bound=Model)


def gathered(rows: Iterable[M], *links: str) -> By[M]:
    """Rows by their owner: the first of the links that leads somewhere."""
    found: By[M] = By()
    for row in rows:
        owner = next(owner for link in links if (owner := getattr(row, link)))
        if owner in found:
            found[owner].append(row)
        else:
            found[owner] = [row]
    return found


def ordered(rows: QuerySet[M], ids: Sequence[UUID]) -> list[M]:
    """The rows with these ids that are there, in their order."""
    found = rows.in_bulk(list(ids))
    return [found[id] for id in ids if id in found]


def terms_of(services: Collection[UUID]) -> By[Term]:
    """The terms of services, in the order of their taxonomies."""
    through = Service.terms.through.objects.filter(service_id__in=services)
    pairs = list(through.values_list("service_id", "term_id"))
    terms = Term.objects.select_related("taxonomy").in_bulk({term for _, term in pairs})
    place = {id: (term.taxonomy.slug, term.place, term.code) for id, term in terms.items()}
    found: By[Term] = By()
    for service, term in sorted(pairs, key=lambda pair: place[pair[1]]):
        found.setdefault(service, []).append(terms[term])
    return found


def contacts_and_phones(
    organisations: Collection[UUID], sites: Collection[UUID], services: Collection[UUID] = ()
) -> tuple[By[Contact], By[Phone]]:
    """Who answers for these things, and all numbers of these things and of who answers for them."""
    owned = Q(organisation__in=organisations) | Q(site__in=sites) | Q(service__in=services)
    contacts = list(Contact.objects.filter(owned).order_by("place", "pk"))
    phones = Phone.objects.filter(owned | Q(contact__in=contacts)).order_by("place", "pk")
    links = ("organisation_id", "site_id", "service_id")
    return gathered(contacts, *links), gathered(phones, *links, "contact_id")


def sites_with_areas(ids: Iterable[UUID | None]) -> dict[UUID, Site]:
    """Places with their municipality, without its boundary; also those merged into another since."""
    sites = Site._base_manager.select_related("municipality").defer("municipality__boundary")
    return sites.in_bulk({id for id in ids if id})


def placed(rows: Sequence[ServiceAtSite] | Sequence[Activity], sites: Mapping[UUID, Site]) -> None:
    """Give each row its place; one that is no longer there is none."""
    for row in rows:
        if row.site_id:
            row.site = sites.get(row.site_id)


def kept_of(about: Collection[UUID]) -> Mapping[UUID, Sequence[Kept]]:
    """What sources said of these things that has no place here. Attributes whose term is not ours stay out."""
    records = SourceRecord.objects.filter(object__in=about).exclude(kept={}).order_by("pk")
    rows = list(records.values_list("object", "kept"))
    named = {str(row.get("taxonomy_term_id")) for _, kept in rows for row in _attributes(kept)}
    ids = [id for text in named if (id := _uuid(text))]
    known = set(map(str, Term.objects.filter(pk__in=ids).values_list("pk", flat=True))) if ids else set()
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
