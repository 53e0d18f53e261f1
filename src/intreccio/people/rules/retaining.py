"""How long a record is kept in which nothing happens (Regulation (EU) 2016/679, article 5, paragraph 1, letter e)."""

from datetime import date, timedelta

QUIET = timedelta(days=2 * 365)
"""After so long without anybody looking or writing the custodian is warned."""
NOTICE = timedelta(days=60)
"""So long after the warning the record is anonymised, unless somebody opens it."""


def is_to_warn(last: date, warned_on: date | None, today: date) -> bool:
    """Whether the custodian is to hear now; `last` is when something last happened."""
    return today - last >= QUIET and (warned_on is None or warned_on < last)


def is_to_anonymise(last: date, warned_on: date | None, today: date) -> bool:
    """Whether nothing has happened since the warning either."""
    return warned_on is not None and warned_on >= last and today - warned_on >= NOTICE


def month_of(day: date) -> date:
    """What is kept of a date."""
    return day.replace(day=1)
