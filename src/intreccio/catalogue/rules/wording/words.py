"""Timings as a person would say them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from intreccio.catalogue.rules.pattern import canonical
from intreccio.catalogue.rules.recurrence import Frequency, Recurrence, Weekday
from intreccio.catalogue.rules.times import MIDNIGHT
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording import others
from intreccio.catalogue.rules.wording.english import English
from intreccio.catalogue.rules.wording.italian import Italian
from intreccio.catalogue.rules.wording.phrases import SHORTEST_RUN, Phrases

READ_BACK: Final[dict[str, Phrases]] = {"it": Italian(), "en": English()}
"""The languages whose sentences `parse_entry` reads back."""

LANGUAGES: Final[dict[str, Phrases]] = READ_BACK | {
    "fr": others.FRENCH,
    "es": others.SPANISH,
    "ro": others.ROMANIAN,
    "sq": others.ALBANIAN,
    "ar": others.ARABIC,
    "uk": others.UKRAINIAN,
    "zh": others.CHINESE,
}

Unit = Weekday | int | date | str


@dataclass(slots=True)
class _Group:
    """Timings that one phrase says: they differ only in their days and hours."""

    units: list[Unit]
    timings: list[Timing]


def words(timings: Iterable[Timing], language: str = "it") -> str:
    """`Dal lunedì al venerdì 9:00–12:30 e 14:00–18:00; sabato 9:00–12:00. Chiuso ad agosto`.

    In one of `LANGUAGES`, or English. Timings with the same hours are said together, and so are closures
    that hold for all. Never empty. In the languages of `READ_BACK`, `parse_entry` reads the text back to the
    canonical form of the timings, save for weeks that do not begin on Monday and days that can never come.
    """
    phrases = LANGUAGES.get(language.partition("-")[0], LANGUAGES["en"])
    simple = canonical(timings)
    if not simple:
        return _capital(phrases.nothing)
    closures = {phrases.closures(timing) for timing in simple}
    shared = closures.pop() if len(closures) == 1 else None
    lines = [_line(phrases, group, with_closures=shared is None) for group in _groups(simple)]
    sentences = [phrases.semicolon.join(lines), *([shared] if shared else [])]
    return phrases.stop.join(_capital(sentence) for sentence in sentences)


def _groups(timings: Sequence[Timing]) -> list[_Group]:
    """First everything that happens on one day, then the days on which the same happens."""
    by_day: dict[tuple[str, Unit], list[Timing]] = {}
    for timing in timings:
        for unit in _units(timing):
            by_day.setdefault((_context(timing), unit), []).append(timing)
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], _Group] = {}
    for (context, unit), alike in by_day.items():
        ordered = sorted(alike, key=lambda timing: (timing.opens_at, timing.closes_at))
        hours = tuple((str(timing.opens_at), str(timing.closes_at)) for timing in ordered)
        groups.setdefault((context, hours), _Group([], ordered)).units.append(unit)
    return list(groups.values())


def _units(timing: Timing) -> Sequence[Unit]:
    """The days that can be said apart. Those of a rule that skips weeks or months cannot."""
    rule = timing.recurrence
    if rule is None:
        return [timing.starts_on] if timing.starts_on else []
    if rule.interval > 1 or timing.starts_on:
        return [timing.rule]
    return rule.weekdays or rule.month_days or [timing.rule]


def _context(timing: Timing) -> str:
    """All that must be equal in one group."""
    rule = timing.recurrence
    if rule is None:
        apart = replace(timing, starts_on=date.min)
    elif rule.interval == 1 and not timing.starts_on:
        kind = Recurrence(rule.frequency)
        apart = replace(timing, rule=str(kind), starts_on=date.min)
    else:
        apart = timing
    days = "numbers" if rule and rule.month_days else "names"
    return f"{days} {replace(apart, opens_at=MIDNIGHT, closes_at=MIDNIGHT)}"


def _line(phrases: Phrases, group: _Group, with_closures: bool) -> str:
    timing = group.timings[0]
    days = _days(phrases, timing, group.units)
    gap = " " if _is_short(timing, group.units) else phrases.comma
    text = f"{days}{gap}{phrases.hours(group.timings)}"
    first = timing.starts_on if timing.rule and timing.starts_on else timing.valid_from
    if first or timing.valid_to:
        text += f"{phrases.comma}{phrases.period(first, timing.valid_to)}"
    notes = [phrases.closures(timing)] if with_closures else []
    if timing.extra_dates:
        notes.append(f"{phrases.also} {phrases.joined(map(phrases.on_date, timing.extra_dates))}")
    said = phrases.comma.join(filter(None, notes))
    return f"{text} ({said})" if said else text


def _days(phrases: Phrases, timing: Timing, units: Sequence[Unit]) -> str:
    rule = timing.recurrence
    if rule is None:
        return phrases.joined(phrases.on_date(unit) for unit in units if isinstance(unit, date))
    weekdays = [unit for unit in units if isinstance(unit, Weekday)] or rule.weekdays
    numbers = [unit for unit in units if isinstance(unit, int)] or rule.month_days
    if rule.frequency is Frequency.DAILY:
        return phrases.step(rule.frequency, rule.interval) if rule.interval > 1 else phrases.every_day
    if rule.interval == 2 and rule.frequency is Frequency.WEEKLY and len(weekdays) == 1:
        return phrases.alternate(weekdays[0].number)
    if rule.frequency is Frequency.WEEKLY:
        said = phrases.weekdays([day.number for day in weekdays])
    else:
        said = phrases.ordinal_days(weekdays, rule.interval > 1) if weekdays else phrases.month_days(numbers)
    return f"{phrases.step(rule.frequency, rule.interval)}{phrases.comma}{said}" if rule.interval > 1 else said


def _is_short(timing: Timing, units: Sequence[Unit]) -> bool:
    """Whether the days are one day or one run of the week, after which no comma is needed."""
    rule = timing.recurrence
    if rule is None or rule.frequency is not Frequency.WEEKLY or rule.interval > 1:
        return False
    numbers = sorted(unit.number for unit in units if isinstance(unit, Weekday))
    if len(numbers) <= 1:
        return bool(numbers)
    return len(numbers) >= SHORTEST_RUN and numbers[-1] - numbers[0] == len(numbers) - 1


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
