"""Days and moments as people and programs write them."""

import re
from datetime import date, datetime
from functools import lru_cache

from intreccio.interchange.directories.cleaning.mending import Mended, no_such, read_as
from intreccio.kernel.imports.kinds import JSON

_NUMBERS = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(?:[ T].*)?")
_WORDS = re.compile(
    r"(?:[^\W\d]+,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th|°|º)?\s+)?([^\W\d]{3,10})\.?\s*(\d{1,2})?(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb",),
    ("mar",),
    ("apr", "abr"),
    ("may", "mag"),
    ("jun", "giu"),
    ("jul", "lug"),
    ("aug", "ago"),
    ("sep", "set"),
    ("oct", "ott"),
    ("nov",),
    ("dec", "dic"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


@lru_cache(maxsize=8192)
def clean_date(text: str, *, month_first: bool = False) -> JSON | Mended:
    """A day as 2026-07-01. `month_first` decides what 7/1/2026 means, as in the United States."""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else _told(text, month_first)
    except ValueError:
        return _told(text, month_first)


@lru_cache(maxsize=8192)
def clean_moment(text: str, *, month_first: bool = False) -> JSON | Mended:
    """A moment as ISO 8601 writes it, as it is; a day where no time is said."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return clean_date(text, month_first=month_first)
    return text


def _told(text: str, month_first: bool) -> Mended:
    day = _written(text, month_first)
    return no_such(text, it="una data", en="a date") if day is None else read_as(text, day.isoformat())


def _written(text: str, month_first: bool) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    try:
        return _from_numbers(text, month_first) or _from_words(text)
    except ValueError:
        return None


def _from_numbers(text: str, month_first: bool) -> date | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    first, second, third = map(int, found.groups())
    if len(found[1]) == 4:
        return date(first, second, third)
    year = third + (2000 if third < 70 else 1900) if len(found[3]) == 2 else third
    swapped = (month_first and first <= 12) or second > 12
    return date(year, first, second) if swapped else date(year, second, first)


def _from_words(text: str) -> date | None:
    found = _WORDS.fullmatch(text)
    if found is None:
        return None
    month = _MONTH.get(found[2][:3].casefold())
    day = found[1] or found[3]
    return date(int(found[4]), month, int(day)) if month and day else None
