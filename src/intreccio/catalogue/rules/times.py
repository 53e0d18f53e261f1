"""Clock times as people write them."""

import re
from datetime import time

from intreccio.catalogue.rules.refusal import Reason, ScheduleTextError

MIDNIGHT = time(0)

NAMED_TIMES = {
    "mezzogiorno": time(12),
    "noon": time(12),
    "midday": time(12),
    "mezzanotte": MIDNIGHT,
    "midnight": MIDNIGHT,
}

_PREFIX = re.compile(r"^(?:alle\s+ore|alle|ore|ora|h|at)\.?\s*(?=[0-9])")
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})"
    r"(?:\s?[:.h]\s?(?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?|\s?h)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?"
)
_JOINED = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})\s*(?P<half>[ap]\.?m\.?)?")
_HALF_LOST = re.compile(r"[0-9][0-9:.h]*\s*[amp]\.?")


def parse_clock(text: str) -> time:
    """The time of day a person meant by `9am`, `9.30`, `h 9`, `17h30`, `2400`, `12:00 AM`, `noon`.

    The end of the day (`24:00`) is midnight: whether it ends or begins a day is known by the opening it
    belongs to. Seconds are accepted when they are zero. Nothing is guessed: `9:00m`, which lost its *a*
    or *p*, is refused, and so are `13 am` and `25:00`.

    Raises ScheduleTextError with the reason.
    """
    folded = text.strip().casefold()
    if folded in NAMED_TIMES:
        return NAMED_TIMES[folded]
    bare = _PREFIX.sub("", folded)
    match = _JOINED.fullmatch(bare) or _CLOCK.fullmatch(bare)
    if match is None:
        lost = _HALF_LOST.fullmatch(bare) is not None
        raise ScheduleTextError(Reason.HALF_OF_DAY if lost else Reason.NOT_A_TIME, text)
    found = _time_of(match.groupdict())
    if found is None:
        raise ScheduleTextError(Reason.NOT_A_TIME, text)
    return found


def _time_of(parts: dict[str, str | None]) -> time | None:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if int(parts.get("second") or 0) or minute > 59:
        return None
    if half := parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    return time(hour, minute) if hour < 24 else None


def clock_text(clock: time) -> str:
    """`9:00`, on the twenty-four hour clock, the same in every language."""
    return f"{clock.hour}:{clock.minute:02}"
