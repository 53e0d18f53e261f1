"""Which month is asked for, and which can be."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from intreccio.catalogue.actions.activities import DAYS_AHEAD
from intreccio.kernel import clock

ZONE = ZoneInfo("Europe/Rome")


@dataclass(frozen=True, order=True)
class AskedMonth:
    """A month of the calendar, known by its first day."""

    first: date

    @property
    def code(self) -> str:
        """`2026-12`, as in addresses."""
        return f"{self.first:%Y-%m}"

    @property
    def next(self) -> "AskedMonth":
        return month_of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "AskedMonth":
        return month_of(self.first - timedelta(days=1))

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days) for days in range((self.next.first - self.first).days)]

    @property
    def is_known(self) -> bool:
        """Whether sessions are planned for it: from this month to that of the last day planned."""
        today = clock.today(ZONE)
        return month_of(today) <= self <= month_of(today + timedelta(DAYS_AHEAD))

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first moment and that of the next month, where the clocks are those of the territory."""
        midnight = time(tzinfo=ZONE)
        return datetime.combine(self.first, midnight), datetime.combine(self.next.first, midnight)


def month_of(day: date) -> AskedMonth:
    """The month of a day."""
    return AskedMonth(day.replace(day=1))


def read_month(text: str) -> AskedMonth:
    """The month of a text such as `2026-12`; this month where there is none.

    Raises ValueError for what is no month, or one of which nothing is known.
    """
    if not text:
        return month_of(clock.today(ZONE))
    asked = month_of(date.fromisoformat(f"{text}-01"))
    if not asked.is_known:
        raise ValueError(text)
    return asked
