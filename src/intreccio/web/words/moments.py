"""Moments as a person would say them: near ones by their day, far ones exactly."""

from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from intreccio.kernel import clock

ZONE = ZoneInfo("Europe/Rome")
CAPITAL_MONTHS = ("en", "de")
THIS_YEAR = 300
"""Up to so many days ahead nobody needs the year."""


class Stretch(Protocol):
    """From one moment to another, aware."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


def opening_words(stretch: Stretch) -> str:
    """`Open now, until 18:00`; `Today, 9:00–12:00`; `Thursday 26 November, 14:00–17:00`."""
    if stretch.starts_at <= clock.now() < stretch.ends_at:
        if _is_whole_day(stretch):
            return _("Open now, all day")
        return _("Open now, until %(time)s") % {"time": clock_time(stretch.ends_at)}
    return f"{day_words(stretch.starts_at)}, {hours_words(stretch)}"


def day_words(moment: datetime) -> str:
    """`Today`, `Tomorrow`, `Thursday 26 November`."""
    day = moment.astimezone(ZONE).date()
    distance = (day - clock.today(ZONE)).days
    if distance == 0:
        return _("Today")
    if distance == 1:
        return _("Tomorrow")
    near, far = pgettext("form of a date", "l j F"), pgettext("form of a date", "l j F Y")
    words = _formatted(day, near if 0 < distance < THIS_YEAR else far)
    return _capitalised(words)


def hours_words(stretch: Stretch) -> str:
    """`9:00–12:00`."""
    if _is_whole_day(stretch):
        return _("all day")
    return f"{clock_time(stretch.starts_at)}–{clock_time(stretch.ends_at)}"


def _is_whole_day(stretch: Stretch) -> bool:
    """From midnight to midnight, also where the clocks change in between."""
    first, last = stretch.starts_at.astimezone(ZONE), stretch.ends_at.astimezone(ZONE)
    return first.time() == last.time() == time() and first.date() < last.date()


def clock_time(moment: datetime) -> str:
    """`9:00`, in local time."""
    local = moment.astimezone(ZONE)
    return f"{local.hour}:{local.minute:02}"


def date_words(day: date) -> str:
    """`3 March 2026`."""
    return _formatted(day, pgettext("form of a date", "j F Y"))


def month_words(day: date) -> str:
    """`March 2026`: the month of a day."""
    return _capitalised(_formatted(day, pgettext("form of a date", "F Y")))


def weekday_words(day: date) -> str:
    """`Tuesday 3 March`."""
    return _capitalised(_formatted(day, pgettext("form of a date", "l j F")))


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def moment_words(moment: datetime) -> str:
    """`3 March 2026, 9:05`."""
    return f"{date_words(moment.astimezone(ZONE).date())}, {clock_time(moment)}"


def _formatted(day: date, form: str) -> str:
    """Django writes every month with a capital; most languages do not."""
    words = formats.date_format(day, form)
    return words if (get_language() or "").startswith(CAPITAL_MONTHS) else words.lower()
