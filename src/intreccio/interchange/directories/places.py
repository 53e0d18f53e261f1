"""Locations and their addresses: coordinates, kinds of place, postcodes, countries."""

from collections.abc import Iterable

from intreccio.interchange.directories.cleaning.coordinates import clean_point
from intreccio.interchange.directories.cleaning.countries import ITALY, country_code
from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.interchange.directories.records import Draft, Surroundings
from intreccio.kernel.text import Translated

_TYPES = {
    "physical": ("physical", "fisico", "fisica", "building", "sede", "place"),
    "postal": ("postal", "postale", "mailing", "mail", "post"),
    "virtual": ("virtual", "virtuale", "online", "on line", "web", "telephone"),
}
_TYPE = {name: kind for kind, names in _TYPES.items() for name in names}
TRUE = frozenset({"true", "t", "yes", "y", "1", "si", "sì", "vero", "x"})

POSTCODE_DIGITS = {"US": 5, "IT": 5, "DE": 5, "FR": 5, "ES": 5, "HR": 5, "MX": 5, "SM": 5}
"""Countries whose postcodes are so many digits: spreadsheets take the zeros in front away."""


def finish_location(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    """A location with its kind, its point in degrees, and a name where its address gives one."""
    values = draft.values
    if str(values.pop("virtual", "")).casefold() in TRUE:
        values["location_type"] = "virtual"
    _finish_type(draft, "location_type")
    latitude, longitude = str(values.pop("latitude", "")), str(values.pop("longitude", ""))
    if latitude or longitude:
        point, note = clean_point(latitude, longitude, country=surroundings.country)
        if note:
            draft.mend("latitude", note)
        if point:
            values["latitude"], values["longitude"] = point
    if "name" not in values:
        _name_by_address(draft, surroundings)
    return ()


def _name_by_address(draft: Draft, surroundings: Surroundings) -> None:
    name = surroundings.addresses.get(draft.key, "") if draft.key else ""
    if not name:
        return
    draft.values["name"] = name
    draft.mend(
        "name",
        Translated(
            it=f"Senza nome: preso dall'indirizzo, {name}.", en=f"Without a name: taken from the address, {name}."
        ),
    )


def _finish_type(draft: Draft, field: str) -> None:
    given = draft.text(field)
    kind = _TYPE.get(given.casefold(), "") if given else "physical"
    if given and kind != given:
        clean = kind or "physical"
        quoted = shortened(given)
        draft.mend(field, Translated(it=f"«{quoted}» vale {clean}.", en=f"“{quoted}” counts as {clean}."))
    draft.values[field] = kind or "physical"


def finish_address(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    """An address with its kind, its country as a code, and the zeros of its postcode."""
    values = draft.values
    for more in ("address_3", "address_4"):
        if text := values.pop(more, None):
            draft.append("address_2", str(text), ", ")
    _finish_type(draft, "address_type")
    given = draft.text("country")
    code = country_code(given) if given else ""
    if code:
        values["country"] = code
    _finish_postcode(draft, code or surroundings.country)
    return ()


def _finish_postcode(draft: Draft, country: str) -> None:
    given = draft.text("postal_code")
    if not given:
        return
    first, dash, rest = given.removesuffix(".0").partition("-")
    wanted = POSTCODE_DIGITS.get(country, 0)
    if first.isdigit() and 3 <= len(first) < wanted:
        first = first.zfill(wanted)
    clean = f"{first}{dash}{rest}".removeprefix("I-") if country == ITALY else f"{first}{dash}{rest}"
    if clean != given:
        draft.values["postal_code"] = clean
        draft.mend(
            "postal_code",
            Translated(it=f"«{given}» è tornato {clean}.", en=f"“{given}” is {clean} again."),
        )


def address_words(said: dict[str, str]) -> str:
    """An address in one line, short enough to name a place."""
    parts = [said[field] for field in ("address_1", "city") if said.get(field)]
    return shortened(", ".join(parts), 120)
