"""The five kinds of things that the endpoints serve: how each is listed, loaded and made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from intreccio.catalogue.models import Service
from intreccio.interchange.hsds.objects import organisations as organisation_objects
from intreccio.interchange.hsds.objects import services as service_objects
from intreccio.interchange.hsds.objects import terms as term_objects
from intreccio.interchange.hsds.objects.making import Making, Object
from intreccio.interchange.hsds.parameters import Asked
from intreccio.interchange.hsds.queries import listings, loading, vocabularies
from intreccio.interchange.hsds.queries.filters import Filters
from intreccio.interchange.hsds.queries.rows import Listing
from intreccio.interchange.hsds.reader import Reader

Make = Callable[[Sequence[UUID], Reader, Asked], list[Object]]

PAGING = ("page", "per_page", "format")
ABOUT_SERVICES = (
    "search", *PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimum_age",
    "maximum_age", "day", "start_time", "end_time", "full",
)  # fmt: skip


@dataclass(frozen=True)
class Resource:
    """One kind of thing. `thing` is its HSDS table; `by_itself` makes one alone, with all that depends on it."""

    path: str
    thing: str
    parameters: tuple[str, ...]
    listing: Callable[[Asked, Reader], Listing]
    in_a_list: Make
    by_itself: Make
    in_short: Make | None = None
    alone: tuple[str, ...] = ()


def _services(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    if asked.full:
        return _full_services(ids, reader, asked)
    rows, making = loading.services(ids, reader)
    return [service_objects.service(row, making) for row in rows]


def _full_services(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    rows, making = loading.full_services(ids, reader)
    return [service_objects.full_service(row, making) for row in rows]


def _minimal_services(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    changed = dict(Service.objects.filter(pk__in=ids).values_list("pk", "changed_at"))
    return [service_objects.minimal_service(id, changed[id]) for id in ids if id in changed]


def _at_sites(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    if asked.full:
        return _full_at_sites(ids, reader, asked)
    rows, making = loading.at_sites(ids, reader)
    return [service_objects.service_at_location(row, making) for row in rows]


def _full_at_sites(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    rows, making = loading.full_at_sites(ids, reader)
    return [service_objects.lone_service_at_location(row, making) for row in rows]


def _organisations(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    if asked.full or asked.full_service:
        return _full_organisations(ids, reader, asked)
    rows, making = loading.organisations(ids, reader)
    return [organisation_objects.organisation(row, making) for row in rows]


def _full_organisations(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    rows, making = loading.full_organisations(ids, reader)
    offered = loading.offered_by(ids)
    every = [id for services in offered.values() for id in services]
    made = (_full_services if asked.full_service else _services)(every, reader, Asked())
    by_id = {UUID(service["id"]): _without_organisation(service) for service in made}
    return [
        organisation_objects.full_organisation(
            row, making, [by_id[id] for id in offered.get(row.pk, ()) if id in by_id]
        )
        for row in rows
    ]


def _without_organisation(service: Object) -> Object:
    return {name: value for name, value in service.items() if name != "organization"}


def _taxonomies(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    making = Making(reader)
    return [term_objects.taxonomy(row, making) for row in loading.taxonomies(ids)]


def _terms(ids: Sequence[UUID], reader: Reader, asked: Asked) -> list[Object]:
    making = Making(reader)
    return [term_objects.full_term(row, making) for row in loading.terms(ids)]


RESOURCES: dict[str, Resource] = {
    resource.path: resource
    for resource in (
        Resource(
            "services", "service", (*ABOUT_SERVICES, "minimal"),
            lambda asked, reader: listings.services(asked.filters), _services, _full_services, _minimal_services,
        ),
        Resource(
            "service_at_locations", "service_at_location", (*ABOUT_SERVICES, "postcode", "proximity"),
            lambda asked, reader: listings.at_sites(asked.filters), _at_sites, _full_at_sites,
        ),
        Resource(
            "organizations", "organization",
            ("search", *PAGING, "taxonomy_term_id", "taxonomy_id", "full", "full_service"),
            lambda asked, reader: listings.organisations(asked.filters), _organisations, _full_organisations,
            alone=("full_service",),
        ),
        Resource(
            "taxonomies", "taxonomy", ("search", *PAGING),
            lambda asked, reader: vocabularies.taxonomies(asked.filters, reader.order), _taxonomies, _taxonomies,
        ),
        Resource(
            "taxonomy_terms", "taxonomy_term", ("search", *PAGING, "taxonomy_id", "top_only", "parent_id"),
            lambda asked, reader: vocabularies.terms(
                asked.filters, reader.order, top_only=asked.top_only, parent=asked.parent
            ),
            _terms, _terms,
        ),
    )
}  # fmt: skip


def one(resource: Resource, id: UUID, reader: Reader, asked: Asked) -> Object | None:
    """One thing with all that depends on it; None where there is none, or it is not for everybody."""
    listing = resource.listing(Asked(Filters(id=id)), reader)
    found, _ = listing.page(0, 1)
    made: list[Any] = resource.by_itself(found, reader, asked)
    return made[0] if made else None
