"""Questionnaires as data: their questions, their scales, and how answers become scores.

An instrument is a file; a new version of it is another file, since old answers keep the version they were given
to. What is under licences that do not let us ship it is added by the installation, in the same form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from intreccio.kernel.text import Translated

Answers = Mapping[str, int]
"""Item to value; an item without answer is left out."""


class Better(StrEnum):
    """Which way a score tells of somebody who is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Change(StrEnum):
    """What became of a score between two moments."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


class BadInstrument(ValueError):
    """The file of an instrument contradicts itself. The message says where."""


@dataclass(frozen=True)
class Option:
    """A value that can be chosen, and its words."""

    value: int
    words: Translated


@dataclass(frozen=True)
class Item:
    """One question with what can be answered to it."""

    key: str
    text: Translated
    options: tuple[Option, ...]

    def allows(self, value: int) -> bool:
        """Whether it can be answered so."""
        return any(option.value == value for option in self.options)


@dataclass(frozen=True)
class Scored:
    """One score of somebody: `value` and `band` are None where answers that it needs are missing."""

    key: str
    value: int | None
    band: str | None


@dataclass(frozen=True)
class Score:
    """How some items become one number: their sum, times `times`; every one of them must be answered.

    `bands` are the lowest values of each, ascending. `change` is the smallest difference that matters, where the
    literature gives one.
    """

    key: str
    name: Translated
    of: tuple[str, ...]
    better: Better
    bands: tuple[tuple[int, str], ...]
    times: int = 1
    change: int | None = None

    def of_answers(self, answers: Answers) -> Scored:
        """The score of somebody."""
        if any(item not in answers for item in self.of):
            return Scored(self.key, None, None)
        value = self.times * sum(answers[item] for item in self.of)
        return Scored(self.key, value, self.band(value))

    def band(self, value: int) -> str:
        """The band a value lies in."""
        return [name for lowest, name in self.bands if lowest <= value][-1]

    def changed(self, before: int, after: int) -> Change | None:
        """Whether a difference matters: None where it is not known how large one must be."""
        if self.change is None:
            return None
        if abs(after - before) < self.change:
            return Change.SAME
        return Change.BETTER if (after > before) is (self.better is Better.HIGHER) else Change.WORSE


@dataclass(frozen=True)
class Instrument:
    """A questionnaire in one version."""

    slug: str
    version: str
    name: Translated
    introduction: Translated
    licence: str
    source: str
    items: tuple[Item, ...]
    scores: tuple[Score, ...] = field(default=())

    def item(self, key: str) -> Item:
        """The item `key`. KeyError where there is none."""
        return {item.key: item for item in self.items}[key]

    def scored(self, answers: Answers) -> list[Scored]:
        """Every score of somebody. `ValueError` for an answer that no item allows."""
        for key, value in answers.items():
            if not any(item.key == key and item.allows(value) for item in self.items):
                raise ValueError(f"{self.slug} has no answer {value} to {key!r}.")
        return [score.of_answers(answers) for score in self.scores]


def instrument_of(row: Mapping[str, Any]) -> Instrument:
    """The instrument that a file says. `BadInstrument` where it contradicts itself."""
    try:
        scales = {name: tuple(_options(scale)) for name, scale in row["scales"].items()}
        items = tuple(Item(one["key"], Translated(one["text"]), scales[one["scale"]]) for one in row["items"])
        scores = tuple(map(_score, row.get("scores", ())))
        made = Instrument(
            row["slug"],
            row["version"],
            Translated(row["name"]),
            Translated(row["introduction"]),
            row["licence"],
            row["source"],
            items,
            scores,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise BadInstrument(f"{row.get('slug', 'An instrument')}: {problem!r}") from problem
    for problem_found in _problems(made):
        raise BadInstrument(f"{made.slug}: {problem_found}")
    return made


def _options(scale: Mapping[str, Any]) -> Iterator[Option]:
    if "values" in scale:
        for value, words in scale["values"]:
            yield Option(value, Translated(words))
        return
    lowest, highest, ends = scale["from"], scale["to"], scale["ends"]
    for value in range(lowest, highest + 1):
        place = 0 if value == lowest else 1 if value == highest else None
        words = {
            language: str(value) if place is None else f"{value} – {pair[place]}"
            for language, pair in ends.items()
        }
        yield Option(value, Translated(words))


def _score(row: Mapping[str, Any]) -> Score:
    return Score(
        key=row["key"],
        name=Translated(row["name"]),
        of=tuple(row["of"]),
        better=Better(row["better"]),
        bands=tuple((lowest, name) for lowest, name in row["bands"]),
        times=row.get("times", 1),
        change=row.get("change"),
    )


def _problems(made: Instrument) -> Iterator[str]:
    keys = [item.key for item in made.items]
    if len(set(keys)) != len(keys):
        yield "two items have one key."
    for score in made.scores:
        unknown = set(score.of) - set(keys)
        if unknown or not score.of:
            yield f"the score {score.key} is made of items that are not there: {sorted(unknown)}."
            continue
        lowest = score.times * sum(min(o.value for o in made.item(key).options) for key in score.of)
        starts = [start for start, _name in score.bands]
        if starts != sorted(set(starts)) or not starts or starts[0] > lowest:
            yield f"the bands of {score.key} do not begin at its lowest value, {lowest}, and rise."
