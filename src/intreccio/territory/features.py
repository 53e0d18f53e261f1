"""Checks the finer areas that people bring as GeoJSON, feature by feature, before anything is written."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intreccio.territory.codec import MultiPolygon
from intreccio.territory.rules import point_inside
from intreccio.territory.tables import Fault, TableRefused

Feature = Mapping[str, Any]
MUNICIPALITY_DIGITS = 6


@dataclass(frozen=True)
class Section:
    """A part of a municipality. Its code begins with the municipality's."""

    istat_code: str
    name: str
    boundary: MultiPolygon
    population: int | None

    @property
    def municipality(self) -> str:
        return self.istat_code[:MUNICIPALITY_DIGITS]


def read_sections(collection: Mapping[str, Any], municipalities: Collection[str]) -> list[Section]:
    """Sections of a FeatureCollection (RFC 7946), inside those municipalities. Raises TableRefused.

    Each feature is a Polygon or MultiPolygon with the properties `istat_code` (text; the municipality's
    six digits, then the section's own) and, if known, `name` and `population`. Faults count features from 1.
    """
    features = collection.get("features") if isinstance(collection, Mapping) else None
    if not isinstance(features, list) or not features:
        raise TableRefused([Fault(1, "features", "this is no GeoJSON FeatureCollection with features")])
    faults: list[Fault] = []
    sections: dict[str, Section] = {}
    for number, feature in enumerate(features, start=1):
        found = list(_faults(number, feature, municipalities, sections))
        faults += found
        if not found:
            section = _section(feature)
            sections[section.istat_code] = section
    if faults:
        raise TableRefused(faults)
    return list(sections.values())


def _faults(
    number: int, feature: Feature, municipalities: Collection[str], sections: Collection[str]
) -> Iterator[Fault]:
    code = _properties(feature).get("istat_code")
    if not isinstance(code, str) or len(code) <= MUNICIPALITY_DIGITS:
        yield Fault(number, "istat_code", f"{code!r} is not the text of a municipality's and a section's code")
    elif code[:MUNICIPALITY_DIGITS] not in municipalities:
        yield Fault(number, "istat_code", f"{code} begins with no municipality of this installation")
    elif code in sections:
        yield Fault(number, "istat_code", f"{code} stands above already")
    population = _properties(feature).get("population")
    if not (population is None or (isinstance(population, int) and population >= 0)):
        yield Fault(number, "population", f"{population!r} is not a count")
    try:
        point_inside(_boundary(feature))
    except (ValueError, TypeError, KeyError, IndexError) as problem:
        yield Fault(number, "geometry", f"is not a closed polygon in degrees, longitude first ({problem})")


def _section(feature: Feature) -> Section:
    properties = _properties(feature)
    code = properties["istat_code"]
    name = str(properties.get("name") or code)
    return Section(code, name, _boundary(feature), properties.get("population"))


def _properties(feature: Feature) -> Mapping[str, Any]:
    return feature.get("properties") or {}


def _boundary(feature: Feature) -> MultiPolygon:
    """The coordinates as of a MultiPolygon. Raises ValueError and its kin for what is none in degrees."""
    geometry = feature["geometry"]
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"its type is {geometry['type']}")
    polygons = geometry["coordinates"]
    boundary: MultiPolygon = [polygons] if geometry["type"] == "Polygon" else polygons
    for ring in (ring for polygon in boundary for ring in polygon):
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise ValueError("a ring does not end where it began")
        if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring):
            raise ValueError("a position is outside the Earth")
    return boundary
