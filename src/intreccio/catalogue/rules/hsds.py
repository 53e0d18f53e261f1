"""Timings as the schedules of the Human Services Data Specification, and back.

Source: HSDS 3.1, `schedule`: https://docs.openreferral.org/en/latest/hsds/schema_reference.html#schedule
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from intreccio.catalogue.rules.openings import ROME
from intreccio.catalogue.rules.pattern import canonical
from intreccio.catalogue.rules.recurrence import Frequency, Recurrence, Weekday
from intreccio.catalogue.rules.times import parse_clock
from intreccio.catalogue.rules.timing import ONE_DAY, Timing
from intreccio.catalogue.rules.wording.words import words

Fields = dict[str, str | int | float]

_TIME = re.compile(r"(.*[0-9apm.])\s*(Z|[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE)
_NOT_OURS = ("byweekno", "byyearday")
_REFERENCE_YEAR = 2025


class HsdsError(ValueError):
    """A schedule of another catalogue that cannot be read safely; says which field and why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a schedule of another catalogue means, and what had to be decided to read it."""

    timings: tuple[Timing, ...]
    notes: tuple[str, ...]


def to_hsds(timing: Timing, zone: str = ROME, language: str = "en") -> tuple[Fields, ...]:
    """The HSDS schedules that say what one timing says: one, and another for each of its extra dates.

    Ids and links are the caller's. HSDS knows weekly and monthly rules alone: every day is a week of
    seven days, a single date is a weekly rule that happens once; a rule every so many days goes in the
    `description` only. So do closures, for which HSDS has no field: the description, in Italian (`it`) or
    English (any other `language`), always says all. Times carry the offset of the first day they hold on,
    or of this zone's winter.
    """
    made: list[Fields] = []
    for simple in canonical([timing]):
        made.append(_schedule(replace(simple, extra_dates=()), zone, words([simple], language)))
        singles = [_single(simple, day) for day in simple.extra_dates]
        made += [_schedule(single, zone, words([single], language)) for single in singles]
    return tuple(made)


def _single(timing: Timing, day: date) -> Timing:
    return Timing(rule="", opens_at=timing.opens_at, closes_at=timing.closes_at, starts_on=day)


def _schedule(timing: Timing, zone: str, description: str) -> Fields:
    offset = _offset(timing.starts_on or timing.valid_from, timing.opens_at, zone)
    fields: Fields = {
        "opens_at": f"{timing.opens_at:%H:%M}{_offset_text(offset)}",
        "closes_at": f"{timing.closes_at:%H:%M}{_offset_text(offset)}",
        "timezone": _hours(offset),
        "description": description,
    }
    for name in ("valid_from", "valid_to"):
        if day := getattr(timing, name):
            fields[name] = day.isoformat()
    if timing.starts_on:
        fields["dtstart"] = timing.starts_on.isoformat()
    return fields | _rule_fields(timing)


def _rule_fields(timing: Timing) -> Fields:
    rule = timing.recurrence
    if rule is None and timing.starts_on:
        rule = Recurrence(Frequency.WEEKLY, weekdays=(Weekday(timing.starts_on.weekday()),), count=1)
    if rule is None or rule.frequency is Frequency.DAILY:
        return {}
    fields: Fields = {"freq": rule.frequency.value, "interval": rule.interval, "wkst": "MO"}
    if rule.weekdays:
        fields["byday"] = ",".join(map(str, rule.weekdays))
    if rule.month_days:
        fields["bymonthday"] = ",".join(map(str, rule.month_days))
    if rule.until:
        fields["until"] = rule.until.isoformat()
    if rule.count:
        fields["count"] = rule.count
    if rule.week_start:
        fields["wkst"] = str(Weekday(rule.week_start))
    return fields


def from_hsds(record: Mapping[str, object], zone: str = ROME) -> Reading:
    """Read one HSDS schedule, forgiving how it is written and never what it means.

    Times with an offset that the zone itself uses are local times; with another offset they are moved
    to the zone, and a note says so. Times without one are local, since that is how people write them,
    though HSDS says universal. Monthly rules with plain days of the week are weekly ones.

    Raises HsdsError when a field is missing, cannot be read, or counts weeks or days of the year.
    """
    for name in _NOT_OURS:
        if _said(record, name):
            raise HsdsError(f"{name}: this way of counting is not supported")
    notes: list[str] = []
    start = _date(record, "dtstart")
    reference = start or _date(record, "valid_from")
    declared = _declared_offset(record)
    opens_at = _local_time(record, "opens_at", declared, reference, zone, notes)
    closes_at = _local_time(record, "closes_at", declared, reference, zone, notes)
    try:
        timing = Timing(
            rule=str(_rule(record, notes)),
            opens_at=opens_at,
            closes_at=closes_at,
            starts_on=start,
            valid_from=_date(record, "valid_from"),
            valid_to=_date(record, "valid_to"),
        )
    except HsdsError:
        raise
    except ValueError as error:
        raise HsdsError(f"rule: {error}") from None
    return Reading(canonical([_once(timing)]), tuple(notes))


def _once(timing: Timing) -> Timing:
    """A rule that happens once, on its first date, is a single day."""
    rule, start = timing.recurrence, timing.starts_on
    if rule and rule.count == 1 and start and start.weekday() in {day.number for day in rule.weekdays}:
        return replace(timing, rule="") if rule.frequency is Frequency.WEEKLY else timing
    return timing


def _rule(record: Mapping[str, object], notes: list[str]) -> Recurrence:
    frequency = _said(record, "freq").upper()
    weekdays = tuple(Weekday.parse(code) for code in _items(_said(record, "byday")))
    if frequency == Frequency.MONTHLY and weekdays and not any(day.ordinal for day in weekdays):
        if _number(record, "interval", 1) > 1:
            raise HsdsError("byday: every such weekday of some months only is not supported")
        notes.append("A monthly rule with plain days of the week was read as a weekly one.")
        frequency = Frequency.WEEKLY
    if frequency not in (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.DAILY):
        raise HsdsError(f"freq: must be WEEKLY or MONTHLY, not {frequency!r}")
    return Recurrence(
        frequency=Frequency(frequency),
        interval=_number(record, "interval", 1) or 1,
        weekdays=weekdays,
        month_days=tuple(int(item) for item in _items(_said(record, "bymonthday"))),
        until=_date(record, "until"),
        count=_number(record, "count", 0) or None,
        week_start=Weekday.parse(_said(record, "wkst") or "MO").number,
    )


def _local_time(
    record: Mapping[str, object],
    name: str,
    declared: timedelta | None,
    reference: date | None,
    zone: str,
    notes: list[str],
) -> time:
    text = _said(record, name)
    match = _TIME.fullmatch(text)
    try:
        clock = parse_clock(match[1] if match else text)
    except ValueError as error:
        raise HsdsError(f"{name}: {error}") from None
    offset = _parse_offset(match[2]) if match else declared
    if offset is None or offset in _usual_offsets(zone):
        return clock
    day = reference or date(_REFERENCE_YEAR, 1, 1)
    moment = datetime.combine(day, clock, UTC) - offset
    local = moment.astimezone(ZoneInfo(zone))
    if local.date() != day:
        raise HsdsError(f"{name}: {text} is on another day in {zone}")
    notes.append(f"{name}: {text}, {_offset_text(offset)} from UTC, was read as {local:%H:%M} in {zone}.")
    return local.time()


def _declared_offset(record: Mapping[str, object]) -> timedelta | None:
    text = _said(record, "timezone")
    if not text:
        return None
    try:
        offset = timedelta(hours=float(text))
    except (ValueError, OverflowError):
        raise HsdsError(f"timezone: must be hours from UTC, not {text!r}") from None
    if not -ONE_DAY < offset < ONE_DAY:
        raise HsdsError(f"timezone: must be hours from UTC, not {text!r}")
    return offset


def _usual_offsets(zone: str) -> set[timedelta]:
    return {_offset(date(_REFERENCE_YEAR, month, 1), time(12), zone) for month in range(1, 13)}


def _offset(day: date | None, clock: time, zone: str) -> timedelta:
    moment = datetime.combine(day or date(_REFERENCE_YEAR, 1, 1), clock, ZoneInfo(zone))
    return moment.utcoffset() or timedelta(0)


def _parse_offset(text: str) -> timedelta:
    if text.upper() == "Z":
        return timedelta(0)
    span = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -span if text[0] == "-" else span


def _offset_text(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _hours(offset: timedelta) -> int | float:
    hours = offset / timedelta(hours=1)
    return int(hours) if hours.is_integer() else hours


def _said(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _items(text: str) -> Iterable[str]:
    return filter(None, (item.strip() for item in text.split(",")))


def _number(record: Mapping[str, object], name: str, default: int) -> int:
    text = _said(record, name)
    if not re.fullmatch(r"[0-9]{0,5}", text):
        raise HsdsError(f"{name}: not a whole number: {text!r}")
    return int(text or default)


def _date(record: Mapping[str, object], name: str) -> date | None:
    text = _said(record, name)
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise HsdsError(f"{name}: not a date written year-month-day: {text!r}") from None
