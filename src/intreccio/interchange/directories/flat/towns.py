"""Italian municipalities by name, province and ISTAT code: those of the whole country, without the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from intreccio.interchange.directories.cleaning.texts import NOTHING
from intreccio.territory.rules import folded
from intreccio.territory.shipped import municipalities

_WITH_PROVINCE = re.compile(r"(.+?)\s*(?:\(([A-Z]{2})\)|[-,]\s*([A-Z]{2}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality; `province` in its two letters, "" where it is not known.

    Naples is told in full: its letters, NA, are how others write that there is no value.
    """

    name: str
    province: str = ""


@dataclass(frozen=True)
class _Towns:
    by_code: Mapping[str, Town]
    by_name: Mapping[tuple[str, str], Town]


@cache
def _towns() -> _Towns:
    by_code: dict[str, Town] = {}
    by_name: dict[tuple[str, str], Town] = {}
    named: dict[str, set[Town]] = {}
    for place in municipalities():
        province = place.province if place.province_short in NOTHING else place.province_short
        town = by_code[place.istat_code] = Town(place.name, province)
        for name in filter(None, map(folded, place.all_names)):
            named.setdefault(name, set()).add(town)
            by_name |= {(name, folded(answer)): town for answer in place.province_names}
    by_name |= {(name, ""): towns.copy().pop() for name, towns in named.items() if len(towns) == 1}
    return _Towns(by_code, by_name)


@lru_cache(maxsize=16384)
def town_named(name: str, province: str, code: str) -> Town | None:
    """The municipality of an ISTAT code, else of this name in a province; None where there is none for certain.

    >>> town_named("BERGAMO (BG)", "", ""), town_named("", "", "16024")
    (Town(name='Bergamo', province='BG'), Town(name='Bergamo', province='BG'))
    """
    towns = _towns()
    if code and (found := towns.by_code.get(code.removesuffix(".0").zfill(6))):
        return found
    said = _WITH_PROVINCE.fullmatch(name)
    if said and (found := towns.by_name.get((folded(said[1]), folded(said[2] or said[3])))):
        return found
    return towns.by_name.get((folded(name), folded(province))) or towns.by_name.get((folded(name), ""))
