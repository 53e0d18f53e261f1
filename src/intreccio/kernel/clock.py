"""The one clock. Everything that needs the time asks here, so that tests and the demonstration can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

ITALY = ZoneInfo("Europe/Rome")

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today(zone: tzinfo = ITALY) -> date:
    """The calendar day it is now in `zone`."""
    return now().astimezone(zone).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment` (which must be aware)."""
    if moment.tzinfo is None:
        raise ValueError(f"The clock needs a moment with a time zone, not {moment!r}.")
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
