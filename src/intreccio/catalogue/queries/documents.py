"""What the search is told about services.

A site whose address is not public gives no point and no name.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from intreccio.actors.rules.verification import PUBLICLY_SEEN
from intreccio.catalogue.models import CostOption, Service
from intreccio.catalogue.queries.areas import chains, overlaps
from intreccio.catalogue.queries.whole import Whole, WholeSite
from intreccio.catalogue.rules.listing import SHOWN, Freshness, ListingState
from intreccio.catalogue.search.documents import Hours, Place, SearchDocument, Text, hours
from intreccio.kernel.marks import plain

Chains = dict[UUID, frozenset[str]]
NOTHING: frozenset[str] = frozenset()
NOWHERE = (Place(),)


def documents(services: Iterable[Whole]) -> list[SearchDocument]:
    """The search documents of those of `services` that are to be shown."""
    found = [each for each in services if _is_shown(each.verification, each.state, each.freshness)]
    places = {site.municipality for service in found for site in service.sites}
    served = {area for service in found for area, _ in service.areas}
    zones = {area for service in found for area, code in service.areas if area and ":" in code}
    contained = chains(area for area in places | served if area) | overlaps(zones)
    return [_document(service, contained) for service in found]


def is_shown(service: Service) -> bool:
    """Whether everybody may read it: published, not too old, of an organisation that everybody may see."""
    return _is_shown(service.organisation.verification, service.state, service.freshness)


def _is_shown(verification: str, state: str, freshness: str) -> bool:
    return state == ListingState.PUBLISHED and verification in PUBLICLY_SEEN and freshness in SHOWN


def is_free(kinds: Iterable[str]) -> bool | None:
    """Whether costs of these kinds are none at all; None where nobody said. Free for some only is not free."""
    known = list(kinds)
    if not known:
        return None
    return all(kind in (CostOption.Kind.FREE, CostOption.Kind.CONTRIBUTION) for kind in known)


def _document(service: Whole, contained: Chains) -> SearchDocument:
    sites = service.sites
    free = is_free(service.costs)
    return SearchDocument(
        service=service.id,
        texts=tuple(_texts(service)),
        card=_card(service, sites, free),
        places=tuple(_places(service, sites)),
        terms=frozenset(above.key for term in service.terms for above in term.with_ancestors())
        if service.terms
        else NOTHING,
        languages=frozenset(service.languages),
        accessibility=frozenset(code for site in sites for code in site.accessibility) if sites else NOTHING,
        free=free,
        public=service.is_public,
        has_room=any(activity.has_room for activity in service.activities),
        min_age=service.min_age,
        max_age=service.max_age,
        inside=frozenset(_inside(service, sites, contained)) if sites or service.areas else NOTHING,
        serves=frozenset(code for _, code in service.areas) if service.areas else NOTHING,
    )


def _texts(service: Whole) -> Iterator[Text]:
    for text in service.texts:
        yield Text(
            language=text.language,
            name=text.name,
            terms=" ".join(term.name.text(text.language) for term in service.terms),
            summary=f"{text.summary} {plain(text.description)}",
            offered_by=f"{service.organisation} {service.short_name}",
        )


def _card(service: Whole, sites: Sequence[WholeSite], free: bool | None) -> dict[str, Any]:
    public = [site for site in sites if site.is_public]
    tags = {above.id: above for term in service.terms for above in term.with_ancestors() if above.is_tag}
    return {
        "texts": {text.language: [text.name, text.summary] for text in service.texts},
        "organisation": service.organisation,
        "kind": service.kind,
        "free": free,
        "languages": service.languages,
        "accessibility": sorted({code for site in sites for code in site.accessibility}),
        "places": [[site.name, site.town, site.lat, site.lon] for site in public],
        "towns": sorted({site.town for site in sites if site.town}),
        "confidential": bool(sites) and not public,
        "tags": [term.key for term in sorted(tags.values(), key=lambda term: term.place)],
        "stale": service.freshness == Freshness.STALE,
    }


def _places(service: Whole, sites: Sequence[WholeSite]) -> Iterator[Place]:
    if not (sites or service.openings or service.activities):
        yield from NOWHERE
        return
    held: Sequence[WholeSite | None] = sites or [None]
    for site in held:
        sessions = tuple(
            session
            for activity in service.activities
            if site is None or activity.site is None or activity.site.id == site.id
            for session in activity.sessions
        )
        shown = site is not None and site.is_public
        yield Place(
            latitude=site.lat if site and shown else None,
            longitude=site.lon if site and shown else None,
            hours=_hours(service, site) if service.openings else None,
            sessions=sessions,
        )


def _hours(service: Whole, site: WholeSite | None) -> Hours | None:
    timings = tuple(
        timing for where, timing in service.openings if site is None or where is None or where == site.id
    )
    return hours(timings, site.province if site else "") if timings else None


def _inside(service: Whole, sites: Sequence[WholeSite], contained: Chains) -> Iterator[str]:
    areas = {site.municipality for site in sites} | {area for area, _ in service.areas}
    for area in areas:
        if area:
            yield from contained.get(area, ())
