"""Listings whole: all that is said of services, in plain values; a constant number of queries for any number.

This is what indexing reads, thousands at a time: rows come as tuples and models are left aside. Nothing here reads
a private address. Names of towns are those that may be shown; of a hidden place none may.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.kernel import clock
from intreccio.kernel.text import Translated
from intreccio.territory.rules import official_name

T = TypeVar("T")
Session = tuple[datetime, datetime]


@dataclass(slots=True)
class WholeText:
    """A service's texts in one language."""

    language: str
    name: str
    summary: str
    description: str
    how_to: str


@dataclass(slots=True)
class WholeTerm:
    """A term with those above it."""

    id: UUID
    key: str
    name: Translated
    place: int
    is_tag: bool
    parent: "WholeTerm | None"

    def with_ancestors(self) -> "Iterator[WholeTerm]":
        """The term, its parent, and so on."""
        current: WholeTerm | None = self
        while current:
            yield current
            current = current.parent


@dataclass(slots=True)
class WholeSite:
    """A place. `town` is its municipality or, abroad, the town in words; the point only where it is public."""

    id: UUID
    name: str
    is_public: bool
    is_placed: bool
    accessibility: Sequence[str]
    municipality: UUID | None
    town: str
    province: str
    lat: float | None
    lon: float | None


@dataclass(slots=True)
class WholeActivity:
    """A group or course: where it meets, its sessions to come, and whether it takes people in and one has room."""

    id: UUID
    site: WholeSite | None
    takes_people: bool
    sessions: list[Session] = field(default_factory=list)
    has_room: bool = False


@dataclass(slots=True)
class Whole:
    """A service with all that is said of it."""

    id: UUID
    kind: str
    state: str
    freshness: str
    quality: int
    languages: list[str]
    min_age: int | None
    max_age: int | None
    has_contact: bool
    organisation: str
    short_name: str
    is_public: bool
    verification: str
    texts: list[WholeText] = field(default_factory=list)
    costs: list[str] = field(default_factory=list)
    openings: list[tuple[UUID | None, Timing]] = field(default_factory=list)
    terms: list[WholeTerm] = field(default_factory=list)
    own_sites: list[WholeSite] = field(default_factory=list)
    areas: list[tuple[UUID, str]] = field(default_factory=list)
    """Areas and zones served: the identifier of the area or zone (none of a whole territory), and its code."""
    activities: list[WholeActivity] = field(default_factory=list)

    @property
    def sites(self) -> list[WholeSite]:
        """Where it is held: its sites and those of its activities."""
        if not self.activities:
            return self.own_sites
        sites = {site.id: site for site in self.own_sites}
        for activity in self.activities:
            if activity.site:
                sites.setdefault(activity.site.id, activity.site)
        return list(sites.values())


def whole(services: Collection[UUID]) -> list[Whole]:
    """Those of these services that there are, with all that is said of them."""
    asked = {"services": list(services)}
    found = {row[0]: Whole(*row) for row in _rows(_SERVICES, asked)}
    for service, *text in _rows(_TEXTS, asked):
        found[service].texts.append(WholeText(*text))
    for service, kind in _rows(_COSTS, asked):
        found[service].costs.append(kind)
    for service, site, rule, opens_at, closes_at, holidays, seasons, *dates, without, beside in _rows(
        _SCHEDULES, asked
    ):
        exceptions = tuple(without), tuple(beside)
        timing = _timing(rule, opens_at, closes_at, holidays, tuple(seasons), tuple(dates), exceptions)
        found[service].openings.append((site, timing))
    for service, area, code in _rows(_AREAS, asked):
        found[service].areas.append((area, code))
    _add_terms(found, asked)
    _add_places(found, asked)
    return list(found.values())


def _add_terms(found: Mapping[UUID, Whole], asked: Mapping[str, Any]) -> None:
    pairs = _rows(_TERMS_OF, asked)
    terms = _terms({term for _, term in pairs})
    for service, term in pairs:
        found[service].terms.append(terms[term])


def _terms(ids: Collection[UUID]) -> Mapping[UUID, WholeTerm]:
    rows = {row[0]: row for row in _rows(_TERMS, {"terms": list(ids)})} if ids else {}
    made: dict[UUID, WholeTerm] = {}

    def term(id: UUID | None) -> WholeTerm | None:
        if id is None:
            return None
        if id not in made:
            _, parent, key, name, place, is_tag = rows[id]
            made[id] = WholeTerm(id, key, Translated(name), place, is_tag, term(parent))
        return made[id]

    for id in rows:
        term(id)
    return made


def _add_places(found: Mapping[UUID, Whole], asked: Mapping[str, Any]) -> None:
    held, activities = _rows(_HELD, asked), _rows(_ACTIVITIES, asked)
    ids = {site for _, site in held} | {site for _, _, site, _ in activities if site}
    sites = {row[0]: _site(*row) for row in _rows(_SITES, {"sites": list(ids)})} if ids else {}
    for service, site in held:
        found[service].own_sites.append(sites[site])
    if not activities:
        return
    of_activities = {}
    for service, id, site, takes_people in activities:
        of_activities[id] = WholeActivity(id, sites[site] if site else None, takes_people)
        found[service].activities.append(of_activities[id])
    for id, starts_at, ends_at, is_free in _rows(
        _SESSIONS, {"activities": list(of_activities), "now": clock.now()}
    ):
        activity = of_activities[id]
        activity.sessions.append((starts_at, ends_at))
        activity.has_room |= is_free and activity.takes_people


def _site(
    id: UUID,
    name: str,
    visibility: str,
    accessibility: list[str],
    lat: float | None,
    lon: float | None,
    locality: str | None,
    municipality: UUID | None,
    *of_municipality: str | None,
) -> WholeSite:
    area, other_name, province = of_municipality
    is_placed = visibility != AddressVisibility.HIDDEN
    town = official_name(area, other_name or "") if area else locality or ""
    return WholeSite(
        id,
        name,
        visibility == AddressVisibility.PUBLIC,
        is_placed,
        accessibility,
        municipality if is_placed else None,
        town if is_placed else "",
        # The holidays of a hidden place would tell its province.
        (province or "") if is_placed else "",
        lat,
        lon,
    )


# The same hours are kept by many services.
@lru_cache(maxsize=65536)
def _timing(
    rule: str,
    opens_at: time,
    closes_at: time,
    on_holidays: str,
    closed_seasons: tuple[str, ...],
    first_and_period: tuple[date | None, date | None, date | None],
    exceptions: tuple[tuple[date, ...], tuple[date, ...]],
) -> Timing:
    policy, seasons = HolidayPolicy(on_holidays), tuple(map(Season.parse, closed_seasons))
    return Timing(rule, opens_at, closes_at, *first_and_period, policy, *exceptions, seasons)


def _rows(statement: str, parameters: Mapping[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


_SERVICES = """
    SELECT service.id, service.kind, service.state, service.freshness, service.quality, service.languages,
           service.min_age, service.max_age,
           service.phone <> '' OR service.email <> '' OR body.phone <> '' OR body.email <> ''
               OR EXISTS (SELECT FROM catalogue_phone AS phone WHERE phone.service_id = service.id),
           body.name, body.short_name, body.is_public, body.verification
    FROM catalogue_service AS service JOIN actors_organisation AS body ON body.id = service.organisation_id
    WHERE service.id = ANY(%(services)s)
"""
_TEXTS = """
    SELECT service_id, language, name, summary, description, how_to FROM catalogue_servicetext
    WHERE service_id = ANY(%(services)s) ORDER BY id
"""
_COSTS = "SELECT service_id, kind FROM catalogue_costoption WHERE service_id = ANY(%(services)s)"
_SCHEDULES = """
    SELECT service_id, site_id, rule, opens_at, closes_at, on_holidays, closed_seasons, starts_on, valid_from,
           valid_to, except_dates, extra_dates
    FROM catalogue_schedule WHERE service_id = ANY(%(services)s) ORDER BY place, id
"""
_AREAS = """
    SELECT served.service_id, coalesce(served.area_id, served.zone_id),
           CASE WHEN served.area_id IS NOT NULL THEN area.istat_code
                WHEN served.zone_id IS NOT NULL THEN home.slug || ':' || zoning.slug || ':' || zone.code
                ELSE 'territory:' || territory.slug END
    FROM catalogue_servicearea AS served
    LEFT JOIN territory_area AS area ON area.id = served.area_id
    LEFT JOIN territory_zone AS zone ON zone.id = served.zone_id
    LEFT JOIN territory_zoning AS zoning ON zoning.id = zone.zoning_id
    LEFT JOIN territory_territory AS home ON home.id = zoning.territory_id
    LEFT JOIN territory_territory AS territory ON territory.id = served.territory_id
    WHERE served.service_id = ANY(%(services)s)
"""
_TERMS_OF = """
    SELECT service_id, term_id FROM catalogue_service_terms WHERE service_id = ANY(%(services)s) ORDER BY id
"""
_TERMS = """
    WITH RECURSIVE wanted AS (
        SELECT id, parent_id FROM catalogue_term WHERE id = ANY(%(terms)s)
        UNION
        SELECT above.id, above.parent_id FROM catalogue_term AS above JOIN wanted ON above.id = wanted.parent_id
    )
    SELECT term.id, term.parent_id, taxonomy.slug || ':' || term.code, term.name::json, term.place,
           term.parent_id IS NULL AND taxonomy.slug = 'activities'
    FROM wanted
    JOIN catalogue_term AS term USING (id)
    JOIN catalogue_taxonomy AS taxonomy ON taxonomy.id = term.taxonomy_id
"""
_HELD = """
    SELECT service_id, site_id FROM catalogue_serviceatsite WHERE service_id = ANY(%(services)s) ORDER BY id
"""
_ACTIVITIES = """
    SELECT service_id, id, site_id, enrolment IN ('open', 'walk-in') FROM catalogue_activity
    WHERE service_id = ANY(%(services)s) ORDER BY id
"""
_SESSIONS = """
    SELECT activity_id, starts_at, ends_at, capacity IS NULL OR taken < capacity FROM catalogue_session
    WHERE activity_id = ANY(%(activities)s) AND ends_at > %(now)s AND NOT cancelled ORDER BY starts_at
"""
_SITES = """
    SELECT site.id, site.name, site.visibility, site.accessibility, site.lat, site.lon, site.locality,
           site.municipality_id, area.name, area.other_name, area.province_short
    FROM actors_site AS site LEFT JOIN territory_area AS area ON area.id = site.municipality_id
    WHERE site.id = ANY(%(sites)s)
"""
