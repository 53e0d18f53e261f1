"""Times of day and days of the week, as programs and people write them."""

import re
from functools import lru_cache

from intreccio.catalogue.rules.times import parse_clock
from intreccio.interchange.directories.cleaning.mending import Mended, read_as, shortened
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.text import Translated

_EXACT = re.compile(r"([01]\d|2[0-3]):[0-5]\d(?::00(?:\.0+)?)?(Z|[+-]\d\d:\d\d)?")
_OFFSET = re.compile(r"(.*\d.*?)\s*(Z|[+-]\d\d:?\d\d)", re.IGNORECASE)
_HALF_LOST = re.compile(r"(\d{1,2})(?::?([0-5]\d))?\s*m\.?", re.IGNORECASE)
_SHORT_HOUR = re.compile(r"(\d)([0-5]\d)(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)

OPENS, CLOSES = "opens_at", "closes_at"

_DAYS = (
    ("mo", "mon", "monday", "lun", "lunedi", "lunes", "montag", "lundi"),
    ("tu", "tue", "tues", "tuesday", "mar", "martedi", "martes", "dienstag", "mardi"),
    ("we", "wed", "wednesday", "mer", "mercoledi", "miercoles", "mittwoch", "mercredi"),
    ("th", "thu", "thur", "thurs", "thursday", "gio", "giovedi", "jueves", "donnerstag", "jeudi"),
    ("fr", "fri", "friday", "ven", "venerdi", "viernes", "freitag", "vendredi"),
    ("sa", "sat", "saturday", "sab", "sabato", "sabado", "samstag", "samedi"),
    ("su", "sun", "sunday", "dom", "domenica", "domingo", "sonntag", "dimanche"),
)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = {name: WEEKDAYS[number] for number, names in enumerate(_DAYS) for name in names}
_DAY |= {str(number): day for number, day in enumerate(WEEKDAYS, 1)}
_RULE = re.compile(r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU))*")
_RANGE = re.compile(r"(?:da\s+|from\s+)?([a-z]+)\.?\s*(?:-|–|to|through|thru|a|al|bis)\s*([a-z]+)\.?")
_BETWEEN = re.compile(r"[\s,;/&+.]+(?:(?:e|ed|and|y|und|et)\s+)?")
_ACCENTS = str.maketrans("ìíàáéè", "iiaaee")


@lru_cache(maxsize=4096)
def clean_time(text: str, *, side: str) -> JSON | Mended:
    """A time of day as `09:30`, with its distance from UTC where one is said (`09:30+01:00`).

    `side` (`OPENS` or `CLOSES`) helps where half of the day is lost: `9:00m` opens in the morning, `5:00m` closes
    in the afternoon. What cannot be read is left out, with a note.
    """
    exact = _EXACT.fullmatch(text)
    if exact:
        return text[:5] + (exact[2] or "")
    split = _OFFSET.fullmatch(text)
    clock = _clock(split[1] if split else text, side)
    if clock is None:
        return _unreadable(text)
    return read_as(text, clock + (split[2].upper() if split else ""))


def _clock(text: str, side: str) -> str | None:
    if text.casefold().strip() in ("24:00", "24.00", "2400"):
        return "00:00"
    if short := _SHORT_HOUR.fullmatch(text):
        text = f"{short[1]}:{short[2]}{short[3] + 'm' if short[3] else ''}"
    if lost := _HALF_LOST.fullmatch(text):
        return _half_found(int(lost[1]), lost[2] or "00", side)
    try:
        return parse_clock(text).strftime("%H:%M")
    except ValueError:
        return None


def _half_found(hour: int, minute: str, side: str) -> str | None:
    """The time that lost its *a* or *p*, where only one half of the day is likely."""
    if hour == 12:
        return f"12:{minute}"
    if side == OPENS and 6 <= hour <= 11:
        return f"{hour:02}:{minute}"
    if side == CLOSES and 1 <= hour <= 8:
        return f"{hour + 12}:{minute}"
    return None


def _unreadable(text: str) -> Mended:
    quoted = shortened(text)
    return Mended(
        None,
        Translated(
            it=f"«{quoted}» non è un'ora: è stato tenuto nella descrizione.",
            en=f"“{quoted}” is not a time of day: it was kept in the description.",
        ),
    )


@lru_cache(maxsize=1024)
def clean_weekdays(text: str) -> JSON | Mended:
    """Days of a rule of RFC 5545, such as `MO,WE` or `1TU`; names and numbers from Monday are understood."""
    if _RULE.fullmatch(text):
        return text
    days = _days_in(text.casefold().translate(_ACCENTS))
    if not days:
        quoted = shortened(text)
        return Mended(
            None,
            Translated(
                it=f"«{quoted}» non dice giorni della settimana: è stato tenuto nella descrizione.",
                en=f"“{quoted}” names no days of the week: it was kept in the description.",
            ),
        )
    return ",".join(days)


def _days_in(text: str) -> list[str]:
    """The days that a text names; none where it says anything else."""
    span = _RANGE.fullmatch(text)
    if span and span[1] in _DAY and span[2] in _DAY:
        first, last = (WEEKDAYS.index(_DAY[name]) for name in span.groups())
        return [WEEKDAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    names = [name for name in _BETWEEN.split(text) if name]
    days = [_DAY.get(name) or (name.upper() if _RULE.fullmatch(name.upper()) else "") for name in names]
    return list(dict.fromkeys(days)) if all(days) else []
