"""What the search is told about services: a constant number of queries for any number of them.

Nothing here reads a private address. A site whose address is not public gives no point and no name.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from intreccio.actors.models import Site
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.catalogue.models import Activity, CostOption, Service, ServiceArea, Session, Term
from intreccio.catalogue.queries.areas import chains, overlaps, territory_code, zone_code
from intreccio.catalogue.queries.sites import is_placed, is_public
from intreccio.catalogue.rules.listing import SHOWN, Freshness, ListingState
from intreccio.catalogue.search.documents import Hours, Place, SearchDocument, Text, hours
from intreccio.kernel import clock

Chains = dict[UUID, frozenset[str]]


def documents(services: Iterable[Service]) -> list[SearchDocument]:
    """The search documents of those of `services` (loaded by `complete`) that are to be shown."""
    found = [service for service in services if is_shown(service)]
    areas = {site.municipality_id for service in found for site in _sites(service)}
    areas |= {area.area_id for service in found for area in service.areas.all()}
    zones = {area.zone_id for service in found for area in service.areas.all() if area.zone_id}
    contained = chains(pk for pk in areas if pk) | overlaps(zones)
    return [_document(service, contained) for service in found]


def is_shown(service: Service) -> bool:
    """Whether everybody may read it: published, not too old, of an organisation that everybody may see."""
    seen = Verification(service.organisation.verification) in PUBLICLY_SEEN
    return seen and service.state == ListingState.PUBLISHED and service.freshness in SHOWN


def complete(services: Collection[UUID]) -> QuerySet[Service]:
    """Services with all that is said of them; boundaries of municipalities stay in the database."""
    terms = Term.objects.select_related("taxonomy", "parent__taxonomy", "parent__parent__taxonomy")
    sites = Site.objects.select_related("municipality").defer("municipality__boundary")
    areas = ServiceArea.objects.select_related("territory", "zone__zoning__territory", "area").defer(
        "area__boundary"
    )
    activities = Activity.objects.select_related("site__municipality").defer("site__municipality__boundary")
    coming = Session.objects.filter(ends_at__gt=clock.now(), cancelled=False)
    return (
        Service.objects.filter(pk__in=services)
        .select_related("organisation")
        .prefetch_related(
            "texts",
            "costs",
            "schedules",
            Prefetch("terms", terms),
            Prefetch("sites", sites),
            Prefetch("areas", areas),
            Prefetch("activities", activities),
            Prefetch("activities__sessions", coming),
        )
    )


def _document(service: Service, contained: Chains) -> SearchDocument:
    return SearchDocument(
        service=service.pk,
        texts=tuple(_texts(service)),
        card=_card(service),
        places=tuple(_places(service)),
        terms=frozenset(term.key for term in _with_ancestors(service.terms.all())),
        languages=frozenset(service.languages),
        accessibility=frozenset(code for site in _sites(service) for code in site.accessibility),
        free=is_free(service.costs.all()),
        public=service.organisation.is_public,
        min_age=service.min_age,
        max_age=service.max_age,
        inside=frozenset(_inside(service, contained)),
        serves=frozenset(_serves(service)),
    )


def is_free(costs: Iterable[CostOption]) -> bool | None:
    """Whether it costs nothing; None where nobody said. Free for some only counts as not free."""
    known = list(costs)
    if not known:
        return None
    return all(cost.kind in (CostOption.Kind.FREE, CostOption.Kind.CONTRIBUTION) for cost in known)


def _texts(service: Service) -> Iterator[Text]:
    terms = list(service.terms.all())
    for text in service.texts.all():
        yield Text(
            language=text.language,
            name=text.name,
            terms=" ".join(term.name.text(text.language) for term in terms),
            summary=f"{text.summary} {text.description}",
            offered_by=f"{service.organisation.name} {service.organisation.short_name}",
        )


def _card(service: Service) -> dict[str, Any]:
    public = [site for site in _sites(service) if is_public(site)]
    tags = {term.pk: term for term in _with_ancestors(service.terms.all()) if _is_tag(term)}
    return {
        "texts": {text.language: [text.name, text.summary] for text in service.texts.all()},
        "organisation": service.organisation.name,
        "kind": service.kind,
        "free": is_free(service.costs.all()),
        "languages": service.languages,
        "accessibility": sorted({code for site in _sites(service) for code in site.accessibility}),
        "places": [[site.name, str(site.municipality or ""), site.lat, site.lon] for site in public],
        "towns": sorted({str(s.municipality) for s in _sites(service) if is_placed(s) and s.municipality}),
        "confidential": bool(_sites(service)) and not public,
        "tags": [dict(term.name) for term in sorted(tags.values(), key=lambda term: term.place)],
        "stale": service.freshness == Freshness.STALE,
    }


def _is_tag(term: Term) -> bool:
    return term.parent_id is None and term.taxonomy.slug == "activities"


def _places(service: Service) -> Iterator[Place]:
    sites: Sequence[Site | None] = _sites(service) or [None]
    for site in sites:
        sessions = tuple(
            (session.starts_at, session.ends_at)
            for activity in service.activities.all()
            if site is None or activity.site_id in (None, site.pk)
            for session in activity.sessions.all()
        )
        shown = site is not None and is_public(site)
        yield Place(
            latitude=site.lat if site and shown else None,
            longitude=site.lon if site and shown else None,
            hours=_hours(service, site),
            sessions=sessions,
        )


def _hours(service: Service, site: Site | None) -> Hours | None:
    timings = tuple(
        schedule.timing
        for schedule in service.schedules.all()
        if site is None or schedule.site_id in (None, site.pk)
    )
    # The holidays of a hidden place would tell its province.
    municipality = site.municipality if site and is_placed(site) else None
    return hours(timings, municipality.province_short if municipality else "") if timings else None


def _sites(service: Service) -> list[Site]:
    """Where it is held: its sites and those of its activities."""
    sites = {site.pk: site for site in service.sites.all()}
    for activity in service.activities.all():
        if activity.site:
            sites.setdefault(activity.site.pk, activity.site)
    return list(sites.values())


def _inside(service: Service, contained: Chains) -> Iterator[str]:
    areas = {site.municipality_id for site in _sites(service) if is_placed(site)}
    areas |= {area.area_id or area.zone_id for area in service.areas.all()}
    for area in areas:
        if area:
            yield from contained.get(area, ())


def _serves(service: Service) -> Iterator[str]:
    for area in service.areas.all():
        if area.territory:
            yield territory_code(area.territory)
        elif area.zone:
            yield zone_code(area.zone)
        elif area.area:
            yield area.area.istat_code


def _with_ancestors(terms: Iterable[Term]) -> Iterator[Term]:
    for term in terms:
        current: Term | None = term
        while current:
            yield current
            current = current.parent
