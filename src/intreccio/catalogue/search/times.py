"""When services are open: exactly, as SQL over the expanded openings; and roughly, as codes.

The rough codes are the two-hour slots of the week in which a pattern is sometimes open and the days on
which it has sessions. They let the index leave out most of what is closed.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.question import Span
from intreccio.kernel.clock import ITALY

LONGEST_OPENING = timedelta(hours=24)
SLOT_HOURS = 2
SLOTS = 7 * 24 // SLOT_HOURS
_HOUR = timedelta(hours=1)


def slots(spans: Iterable[Span]) -> tuple[int, ...]:
    """The codes of the slots that the spans touch."""
    return tuple(
        sorted({code(Kind.SLOT, number) for span in spans for number in _slots_of(span.since, span.until)})
    )


def rough_codes(openings: Iterable[tuple[datetime, datetime]], *, are_sessions: bool) -> list[int]:
    """The codes of a pattern with these openings."""
    found: set[int] = set()
    for start, end in openings:
        found |= {code(Kind.SLOT, number) for number in _slots_of(start, end)}
        if are_sessions:
            found.add(session_day(start))
    return sorted(found)


def session_day(moment: datetime) -> int:
    """The code of having a session on the day of that moment."""
    return code(Kind.SESSION_DAY, moment.astimezone(ITALY).toordinal())


def open_patterns(spans: tuple[Span, ...]) -> tuple[str, dict[str, Any]]:
    """SQL for the patterns open at some moment of any of the spans, each once, with its parameters."""
    values: dict[str, Any] = {}
    parts = []
    for number, span in enumerate(spans):
        values |= {
            f"earliest{number}": span.since - LONGEST_OPENING,
            f"since{number}": span.since,
            f"until{number}": span.until,
        }
        parts.append(
            f"""SELECT DISTINCT pattern FROM catalogue_opening
                WHERE starts_at > %(earliest{number})s AND starts_at < %(until{number})s
                      AND ends_at > %(since{number})s"""
        )
    return " UNION ".join(parts), values


def _slots_of(since: datetime, until: datetime) -> set[int]:
    """The numbers of the slots between two moments, by Italian time. In steps of an hour: clocks change."""
    found: set[int] = set()
    moment, last = since.astimezone(UTC), until.astimezone(UTC)
    while moment < last and len(found) < SLOTS:
        found.add(_slot(moment))
        moment += _HOUR
    found.add(_slot(last - timedelta(microseconds=1)))
    return found


# Openings begin and end at few moments: without this most of the time goes into the same conversions.
@lru_cache(maxsize=65536)
def _slot(moment: datetime) -> int:
    local = moment.astimezone(ITALY)
    return (local.weekday() * 24 + local.hour) // SLOT_HOURS
