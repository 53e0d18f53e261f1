"""Safe contact: when and how somebody may be reached."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from intreccio.kernel.clock import ITALY

AHEAD = timedelta(days=8)


class Channel(StrEnum):
    """Ways to reach somebody."""

    CALL = "call"
    SMS = "sms"
    MAIL = "mail"
    IN_PERSON = "in-person"


@dataclass(frozen=True)
class Rules:
    """What somebody asked for. Without channels nothing is sent at all; hours are Rome's, days Monday = 0."""

    channels: Collection[str] = ()
    days: Collection[int] = range(7)
    since: time = time.min
    until: time = time.max

    def next_moment(self, channel: str, at: datetime) -> datetime | None:
        """The first moment from `at` on at which `channel` may be used; None where it never may."""
        if channel not in self.channels:
            return None
        local = at.astimezone(ITALY)
        for ahead in range(AHEAD.days):
            day = local.date() + timedelta(days=ahead)
            opens = datetime.combine(day, self.since, ITALY)
            if day.weekday() in self.days and local <= datetime.combine(day, self.until, ITALY):
                return max(local, opens)
        return None
