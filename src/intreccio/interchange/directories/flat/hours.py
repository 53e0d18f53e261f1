"""Opening hours as people write them in a cell, or in a column for each day."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.hsds import to_hsds
from intreccio.catalogue.rules.recurrence import Frequency
from intreccio.catalogue.rules.refusal import ScheduleTextError
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.interchange.directories.flat.fields import DAYS, ITALIAN_DAYS
from intreccio.interchange.directories.flat.parts import Part
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.text import Translated

_CLOSED = re.compile(r"(?:chius[oaie]|closed|riposo|no|nessuno|n\.?d\.?|[-–—/x.\s]*)", re.IGNORECASE)
_REWRITTEN = (
    (re.compile(r"(\d{1,2}),(\d\d)(?!\d)"), r"\1.\2"),
    (re.compile(r"(\d{1,2}[.:]\d\d)\s*/\s*(\d{1,2}[.:]\d\d)(?!\s*[-–])"), r"\1-\2"),
    (re.compile(r"(\d)\s*[-–/|]\s*(?=(?:lun|mar|mer|gio|ven|sab|dom)[a-zì]*\b)", re.IGNORECASE), r"\1; "),
    (re.compile(r"\s*\(?(?:solo )?(?:su|previo|con) (?:appuntamento|prenotazione)\)?", re.IGNORECASE), ""),
)
"""Ways of writing that the parser does not know, and the one it knows. The last takes conditions away, which stay
in the text beside."""

_CONDITION = re.compile(r"\b(?:appuntament|prenotazion|telefonar|chiamar|by appointment)", re.IGNORECASE)
_TOLD = ("freq", "interval", "byday", "bymonthday", "dtstart", "until", "count", "wkst", "valid_from", "valid_to")


def says_more(text: str) -> bool:
    """Whether people must read a text about hours themselves: it has conditions, or cannot be read."""
    return bool(_CONDITION.search(text)) or any("opens_at" not in part.values for part in hours_parts(text))


def day_texts(said: Mapping[str, str]) -> Iterator[str]:
    """What a line says of each day: `lunedì 9-12`."""
    for day, italian in zip(DAYS, ITALIAN_DAYS, strict=True):
        for field in (day, f"{day}_afternoon"):
            text = said.get(field, "")
            if text and not _CLOSED.fullmatch(text):
                yield f"{italian} {text}"


@lru_cache(maxsize=16384)
def hours_parts(text: str) -> tuple[Part, ...]:
    """The schedules that a text means; where it cannot be read, one that says it in words only."""
    timings = _read(text)
    if timings is None or any(_is_beyond_hsds(timing) for timing in timings):
        return (Part("schedule", f"in words {text}", {"description": text}, (Note("description", _kept(text)),)),)
    return tuple(part for timing in timings for part in _parts_of(timing, text))


def _is_beyond_hsds(timing: Timing) -> bool:
    """Whether only words can say it: every so many days."""
    rule = timing.recurrence
    return rule is not None and rule.frequency is Frequency.DAILY


def _parts_of(timing: Timing, text: str) -> Iterator[Part]:
    for fields in to_hsds(timing):
        told: dict[str, JSON] = {name: fields[name] for name in _TOLD if name in fields}
        told |= {name: str(fields[name])[:5] for name in ("opens_at", "closes_at")}
        suffix = ";".join(str(value) for value in told.values())
        told["description"] = text
        if timing.rule:
            told |= _closures(timing)
        yield Part("schedule", suffix, told)


def _closures(timing: Timing) -> dict[str, JSON]:
    """Closures as we keep them, beside the fields of HSDS, which has none for them."""
    told: dict[str, JSON] = {}
    if timing.on_holidays is HolidayPolicy.CLOSED:
        told["on_holidays"] = timing.on_holidays.value
    if timing.except_dates:
        told["except_dates"] = [day.isoformat() for day in timing.except_dates]
    if timing.closed_seasons:
        told["closed_seasons"] = [str(season) for season in timing.closed_seasons]
    return told


def _read(text: str) -> tuple[Timing, ...] | None:
    """The timings of a text as it stands, or rewritten; None where neither is understood."""
    rewritten = text
    for pattern, replacement in _REWRITTEN:
        rewritten = pattern.sub(replacement, rewritten)
    for attempt in dict.fromkeys((text, rewritten)):
        try:
            return parse_entry(attempt)
        except ScheduleTextError:
            continue
    return None


def _kept(text: str) -> Translated:
    quoted = shortened(text)
    return Translated(
        it=f"Gli orari «{quoted}» non si lasciano leggere: restano come testo.",
        en=f"The hours “{quoted}” cannot be read: they stay as text.",
    )
