"""Reads the shipped data: every Italian municipality, its residents and its boundary (see data/README.md)."""

import csv
import gzip
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from typing import Any, TextIO

from intreccio.territory.codec import MultiPolygon, unpack
from intreccio.territory.rules import AGE_BAND_STARTS, Sex, folded

YEAR = 2023
"""The residents are those of 1 January of this year; the municipalities those of this year."""

_FOLDER = files("intreccio.territory") / "data"


@dataclass(frozen=True)
class Municipality:
    """A municipality and where it belongs. `lat` and `lon` are of a point inside, in degrees."""

    istat_code: str
    cadastral_code: str
    name: str
    other_name: str
    also_called: str
    province_code: str
    province_short: str
    province: str
    region_code: str
    region: str
    lat: float
    lon: float

    @property
    def all_names(self) -> list[str]:
        """Every name people search it by."""
        return [self.name, self.other_name, *self.also_called.split(", ")]

    @property
    def province_names(self) -> list[str]:
        """What its province answers to: code, letters, name in each language."""
        return [self.province_code, self.province_short, self.province, *self.province.split("/")]

    @property
    def region_names(self) -> list[str]:
        """What its region answers to: code, name in each language."""
        return [self.region_code, self.region, *self.region.split("/")]


@dataclass(frozen=True)
class Residents:
    """How many residents of one sex, from an age to the next band's."""

    istat_code: str
    sex: Sex
    age_from: int
    number: int


def municipalities() -> list[Municipality]:
    """All of them, by ISTAT code."""
    with _open("municipalities.csv.gz") as text:
        return [_municipality(row) for row in csv.DictReader(text)]


def _municipality(row: Mapping[str, Any]) -> Municipality:
    return Municipality(**{**row, "lat": float(row["lat"]), "lon": float(row["lon"])})


class NoSuchPlace(ValueError):
    """No municipality, province or region answers to what was asked for. The message says which."""


def choose(*, province: str = "", region: str = "", istat_codes: Collection[str] = ()) -> list[Municipality]:
    """The municipalities of one province ("BG", "Bergamo" or "016"), one region or some codes.

    Raises NoSuchPlace, and ValueError unless exactly one of the three is given.
    """
    if sum(map(bool, (province, region, istat_codes))) != 1:
        raise ValueError("Say one of: a province, a region, some ISTAT codes.")
    everywhere = municipalities()
    if istat_codes:
        return _with_codes(everywhere, set(istat_codes))
    if province:
        return _belonging(everywhere, "province", province, lambda place: place.province_names)
    return _belonging(everywhere, "region", region, lambda place: place.region_names)


def _with_codes(everywhere: list[Municipality], istat_codes: set[str]) -> list[Municipality]:
    found = [place for place in everywhere if place.istat_code in istat_codes]
    unknown = sorted(istat_codes - {place.istat_code for place in found})
    if unknown:
        raise NoSuchPlace(f"No municipality of {YEAR} has the ISTAT code {', '.join(unknown[:10])}.")
    return found


def _belonging(
    everywhere: list[Municipality], kind: str, asked: str, names: Callable[[Municipality], list[str]]
) -> list[Municipality]:
    found = [place for place in everywhere if folded(asked) in map(folded, names(place))]
    if not found:
        known = sorted({name for place in everywhere for name in names(place)})
        near = get_close_matches(asked.title(), known)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NoSuchPlace(f"There is no {kind} {asked!r}.{hint}")
    return found


def population(istat_codes: Collection[str]) -> Iterator[Residents]:
    """Residents of those municipalities. Three in Italy have none here: unknown, not zero."""
    with _open("population.csv.gz") as text:
        rows = csv.reader(text)
        next(rows)
        for istat_code, sex, *numbers in rows:
            if istat_code in istat_codes:
                for age_from, number in zip(AGE_BAND_STARTS, numbers, strict=True):
                    yield Residents(istat_code, Sex(sex), age_from, int(number))


def boundaries(istat_codes: Collection[str]) -> Iterator[tuple[str, MultiPolygon]]:
    """ISTAT code and boundary (GeoJSON coordinates of a MultiPolygon) of those municipalities."""
    with _open("boundaries.jsonl.gz") as lines:
        for line in lines:
            if line[2:8] in istat_codes:
                istat_code, packed = json.loads(line)
                yield istat_code, unpack(packed)


def _open(name: str) -> TextIO:
    return gzip.open(str(_FOLDER / name), "rt", encoding="utf-8", newline="")
