"""Rows of a place: where it is, how one gets there."""

import re
from collections.abc import Iterator
from functools import lru_cache

from intreccio.interchange.directories.cleaning.coordinates import clean_point
from intreccio.interchange.directories.cleaning.countries import ITALY
from intreccio.interchange.directories.flat.addresses import WHOLE_POSTCODE, Where
from intreccio.interchange.directories.places import finish_address
from intreccio.interchange.directories.records import Draft, Record, Surroundings
from intreccio.interchange.directories.rows import Row
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.text import Translated
from intreccio.territory.rules import folded

_PHYSICAL = "physical"
_SHORT = re.compile(r"\d{2,4}")


def place_rows(
    place: Where,
    *,
    file: str,
    line: int,
    key: str,
    organisation: str,
    owner: str,
    transport: str,
    country: str,
) -> Iterator[Row]:
    """The location and, where anything of it is told, its address. Without coordinates it has none.

    One without a name is called as its owner, in its town: never by its address, which may be hidden one day.
    """
    values: dict[str, JSON] = {
        "name": place.name or _named_by(owner, place.town),
        "organization_id": organisation,
        "location_type": _PHYSICAL,
    }
    if transport:
        values["transportation"] = transport
    mends: tuple[Note, ...] = ()
    if place.latitude or place.longitude:
        point, note = clean_point(place.latitude, place.longitude, country=country)
        if point:
            values["latitude"], values["longitude"] = point
        if note:
            mends = (Note("latitude", note),)
    yield Row("location", file, line, key, values, mends)
    if place.street or place.town or place.postcode:
        yield _address(place, file, line, key, country)


def _named_by(owner: str, town: str) -> str:
    return owner if folded(town) in folded(owner) else f"{owner}, {town}"


def _address(place: Where, file: str, line: int, key: str, country: str) -> Row:
    values: dict[str, JSON] = {"location_id": key, "country": country, "address_type": _PHYSICAL}
    mends: tuple[Note, ...] = ()
    if place.postcode:
        values["postal_code"], mends = _postcode(place.postcode, country)
    for field, text in (
        ("address_1", place.street),
        ("address_2", place.extra),
        ("city", place.town),
        ("state_province", place.province),
    ):
        if text:
            values[field] = text
    return Row("address", file, line, f"{key}#address", values, mends)


@lru_cache(maxsize=16384)
def _postcode(text: str, country: str) -> tuple[str, tuple[Note, ...]]:
    if country == ITALY and _SHORT.fullmatch(text):
        clean = text.zfill(WHOLE_POSTCODE)
        return clean, (Note("postal_code", _zeros_back(text, clean)),)
    draft = Draft(Record("address", "", 0, "", {}), "", {"postal_code": text}, [], [])
    finish_address(draft, Surroundings(country=country))
    return draft.text("postal_code"), tuple(note for note in draft.mends if note.field == "postal_code")


def _zeros_back(text: str, clean: str) -> Translated:
    return Translated(
        it=f"«{text}» aveva perso gli zeri iniziali: {clean}.",
        en=f"“{text}” had lost the zeros in front: {clean}.",
    )
