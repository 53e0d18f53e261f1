"""Reads about what is done with a person. What the asker may not know is not there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intreccio.pathways.models import Assessment
from intreccio.pathways.rules.instruments import Change, Instrument, Score
from intreccio.pathways.shipped import instruments
from intreccio.people.models import Person


@dataclass(frozen=True)
class Step:
    """One value of a score. `change` compares it with the one before: None for the first, or where nobody knows."""

    on: date
    value: int
    band: str
    change: Change | None


@dataclass(frozen=True)
class Trend:
    """How one score went, oldest first."""

    instrument: Instrument
    score: Score
    steps: list[Step]


def trends(person: Person) -> list[Trend]:
    """Every score that the person has, in the order of instruments. Answers to another version are left out."""
    by_instrument: Mapping[str, list[Assessment]] = defaultdict(list)
    for one in Assessment.objects.filter(person=person).defer("answers"):
        by_instrument[one.instrument].append(one)
    found = [
        Trend(instrument, score, _steps(score, by_instrument[instrument.slug], instrument.version))
        for instrument in instruments().values()
        for score in instrument.scores
    ]
    return [trend for trend in found if trend.steps]


def last_answered(person: Person) -> dict[str, date]:
    """When the person last answered each instrument."""
    answered = Assessment.objects.filter(person=person).order_by("on").values_list("instrument", "on")
    return dict(answered)


def _steps(score: Score, assessments: list[Assessment], version: str) -> list[Step]:
    steps: list[Step] = []
    for one in assessments:
        value = one.scores.get(score.key)
        if value is None or one.instrument_version != version:
            continue
        change = score.changed(steps[-1].value, value) if steps else None
        steps.append(Step(one.on, value, score.band(value), change))
    return steps
