"""What a line of a list may tell, and what columns that tell it are called."""

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from intreccio.interchange.directories.flat import sight
from intreccio.kernel.imports.kinds import ImportField
from intreccio.kernel.text import Translated

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ITALIAN_DAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
DAY_FIELDS = frozenset(field for day in DAYS for field in (day, f"{day}_afternoon"))
CATEGORIES = ("category", "category_2", "category_3")
PHONES = ("phone", "phone_2", "mobile", "toll_free", "fax")
SPOKEN = frozenset({"service", "organisation", "place", "contact", *CATEGORIES})
"""Names whose capitals are written small where a whole column shouts; towns and streets see to their own."""

_SIGHT: Mapping[str, Callable[[str], bool]] = {
    "mail": sight.looks_like_mail,
    "web": sight.looks_like_web,
    "tax_code": sight.looks_like_tax_code,
    "phone": sight.looks_like_phone,
    "postcode": sight.looks_like_postcode,
    "degrees": sight.looks_like_degrees,
    "point": sight.looks_like_point,
    "date": sight.looks_like_date,
    "istat_code": sight.looks_like_istat_code,
    "province": sight.looks_like_province,
    "hours": sight.looks_like_hours,
    "name": sight.looks_like_name,
}


def _read() -> tuple[ImportField, ...]:
    text = files("intreccio.interchange.directories").joinpath("data/flat_fields.toml").read_text("utf-8")
    return tuple(map(_field, tomllib.loads(text)["fields"]))


def _field(row: dict[str, Any]) -> ImportField:
    return ImportField(
        row["name"],
        Translated(row["label"]),
        required=row.get("required", False),
        aliases=tuple(row["aliases"]),
        looks_like=_SIGHT[row["sight"]] if "sight" in row else None,
        by_sight=row.get("by_sight", False),
    )


FIELDS = _read()
