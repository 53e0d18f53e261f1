"""Where a line says that a thing is."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from intreccio.interchange.directories.flat.casing import spoken
from intreccio.interchange.directories.flat.towns import town_named
from intreccio.kernel.text import Translated
from intreccio.territory.rules import folded

_TAIL = re.compile(
    r"(?P<street>.+?)[\s,–-]+(?P<postcode>\d{2,5})[\s,–-]+(?P<town>[^\d,]+?)"
    r"(?:[\s,–-]*[\s,–(-](?P<province>[A-Z]{2})\)?)?[\s.]*",
    re.DOTALL,
)
_POSTCODE = re.compile(r"[\s,–-]\d{2,5}[\s,–-]+[^\W\d]{2}")
_POINT = re.compile(r"[+-]?\d{1,3}[.,]\d+")
WHOLE_POSTCODE = 5
_BETWEEN = re.compile(r"\s*[;\n]\s*")
_OF_ONE_PLACE = frozenset({"latitude", "longitude", "point", "istat_code", "postcode"})
_HIDDEN = re.compile(
    r"(?:\W*(?:indirizzo|sede|luogo|address)\W+)*"
    r"(?:kept )?(?:riservat|segret|nascost|protett|non pubblic|confidential|hidden|secret)",
    re.IGNORECASE,
)
_NOT_TOLD = frozenset({"", "0", "n", "no", "false", "falso", "f"})

HIDDEN = Translated(
    it="L'indirizzo è riservato: non è stato importato. Scrivilo nella scheda, dove resta cifrato.",
    en="The address is not public: it was not imported. Write it in the listing, where it stays encrypted.",
)

WHERE = (
    "place",
    "address",
    "house_number",
    "address_extra",
    "postcode",
    "municipality",
    "province",
    "istat_code",
    "latitude",
    "longitude",
    "point",
    "transport",
    "accessibility",
)


class Where(NamedTuple):
    """A place as a line says it. Without coordinates there are none: those of its town are not its own."""

    name: str = ""
    street: str = ""
    extra: str = ""
    postcode: str = ""
    town: str = ""
    province: str = ""
    latitude: str = ""
    longitude: str = ""

    @property
    def is_said(self) -> bool:
        """Whether there is anything that tells one place from another."""
        return bool(self.name or self.street or self.town or self.latitude)


def is_hidden(said: Mapping[str, str]) -> bool:
    """Whether a line says that its address is not public."""
    return said.get("address_hidden", "").casefold() not in _NOT_TOLD or any(
        _HIDDEN.match(said[field]) for field in ("address", "place") if field in said
    )


def places_in(said: Mapping[str, str], *, is_italian: bool) -> list[Where]:
    """The places of a line: one, or several where its address tells several one after the other.

    Coordinates of several are nobody's: they are left out.
    """
    streets = _several(said.get("address", ""))
    if len(streets) < 2:
        place = where(said, is_italian=is_italian)
        return [place] if place.is_said else []
    towns = _several(said.get("municipality", ""))
    towns = towns if len(towns) == len(streets) else [towns[0] if len(towns) == 1 else ""] * len(streets)
    shared = {name: text for name, text in said.items() if name not in _OF_ONE_PLACE}
    return [
        where({**shared, "address": street, "municipality": town}, is_italian=is_italian)
        for street, town in zip(streets, towns, strict=True)
    ]


def _several(text: str) -> list[str]:
    return [piece for piece in _BETWEEN.split(text) if piece]


def where(said: Mapping[str, str], *, is_italian: bool) -> Where:
    """The place of a line, its town by its official name where that is certain."""
    street, town, province = said.get("address", ""), said.get("municipality", ""), said.get("province", "")
    postcode = said.get("postcode", "")
    if is_italian and _POSTCODE.search(street) and (tail := _TAIL.fullmatch(street)) and _may_cut(tail, town):
        street, postcode = tail["street"].rstrip(" ,-–"), postcode or tail["postcode"]
        town, province = town or tail["town"].strip(), province or tail["province"] or ""
    found = town_named(town, province, said.get("istat_code", "")) if is_italian else None
    if number := said.get("house_number", ""):
        street = street if street.endswith(number) else f"{street}, {number}"
    latitude, longitude = _coordinates(said)
    return Where(
        name=said.get("place", ""),
        street=spoken(street, is_address=True) if street.isupper() else street,
        extra=said.get("address_extra", ""),
        postcode=postcode,
        town=found.name if found else spoken(town, is_address=True),
        province=found.province if found else province,
        latitude=latitude,
        longitude=longitude,
    )


def _may_cut(tail: re.Match[str], town: str) -> bool:
    """Whether a postcode and the town follow the street: without its zeros only where the town is known."""
    return folded(tail["town"]) == folded(town) if town else len(tail["postcode"]) == WHOLE_POSTCODE


def _coordinates(said: Mapping[str, str]) -> tuple[str, str]:
    if "latitude" in said or "longitude" in said:
        return said.get("latitude", ""), said.get("longitude", "")
    point = said.get("point", "")
    numbers = _POINT.findall(point)
    if len(numbers) != 2:
        return "", ""
    first, second = numbers
    return (second, first) if "POINT" in point.upper() or "coordinates" in point else (first, second)
