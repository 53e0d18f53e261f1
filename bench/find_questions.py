"""Questions of every kind, from the words that a catalogue has."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from bench.country import Country
from intreccio.catalogue.search.question import (
    Area,
    Point,
    Question,
    Sort,
    Span,
    open_at,
    open_during,
)
from intreccio.catalogue.search.snapshot import vocabulary
from intreccio.kernel import clock

COMMON, RARE = 0.02, 0.0005
MISSPELT_FROM = 7
Maker = Callable[[], Question]


class Asker:
    """Makes questions. Words are common (2% of services or more), rare (0.05% or less), or between."""

    def __init__(self, country: Country, seed: int = 2) -> None:
        self.random, self.country = Random(seed), country
        known = vocabulary()
        shares = [
            (word.text, known.share(word.services))
            for word in known.words.values()
            if word.services and not word.is_stop and len(word.text) > 3
        ]
        self.common = [word for word, share in shares if share >= COMMON]
        self.middle = [word for word, share in shares if RARE < share < COMMON]
        self.rare = [word for word, share in shares if share <= RARE]
        self.long = [word for word in self.common + self.middle if len(word) >= MISSPELT_FROM]

    def kinds(self) -> Mapping[str, Maker]:
        """A maker for each kind of question. The first nine are what the budget speaks of."""
        pick = self.random.choice
        return {
            "rare word": lambda: Question(words=pick(self.rare)),
            "word": lambda: Question(words=pick(self.middle)),
            "common word": lambda: Question(words=pick(self.common)),
            "pair": lambda: Question(words=f"{pick(self.middle)} {pick(self.common)}"),
            "pair, common": lambda: Question(words=f"{pick(self.common)} {pick(self.common)}"),
            "near": lambda: Question(**self.near(), sort=Sort.DISTANCE),
            "near, category": lambda: Question(**self.near(), terms=(pick(self.country.terms),)),
            "near, word": lambda: Question(**self.near(), words=pick(self.common + self.middle)),
            "misspelt": lambda: Question(words=self.misspelt()),
            "misspelt, near": lambda: Question(words=self.misspelt(), **self.near()),
            "within 10 km": lambda: Question(**self.near(), within_km=10, sort=Sort.DISTANCE),
            "category": lambda: Question(terms=(pick(self.country.terms),)),
            "word, free, language": lambda: Question(words=pick(self.common), free=True, languages=("ar",)),
            "word in a province": lambda: Question(words=pick(self.common + self.middle), area=self.area()),
            "near, open now": lambda: Question(**self.near(), open=open_at(self.moment(8))),
            "near, open at night": lambda: Question(**self.near(), open=open_at(self.moment(22))),
            "word, Saturday morning": lambda: Question(words=pick(self.common), open=self.saturday()),
            "near, word, free, age": lambda: Question(**self.near(), words=pick(self.common), free=True, age=70),
            "near, next session": lambda: Question(**self.near(), within_km=20, sort=Sort.NEXT_SESSION),
            "nothing": lambda: Question(page=self.random.randint(1, 10)),
        }

    def near(self) -> dict[str, Any]:
        """Where somebody lives, and the areas around."""
        town = self.country.place()
        point = Point(town.lat + self.random.gauss(0, 0.02), town.lon + self.random.gauss(0, 0.02))
        return {"point": point, "around": (town.istat_code, town.province_code, town.region_code)}

    def area(self) -> Area:
        town = self.country.place()
        return Area(town.province_code, (town.region_code,))

    def misspelt(self) -> str:
        """Some longer word, misspelt."""
        return self.misspelt_of(self.random.choice(self.long))

    def misspelt_of(self, word: str) -> str:
        """The word with a letter dropped, doubled, changed, or swapped with the next."""
        at = self.random.randrange(1, len(word) - 1)
        before, letter, after = word[:at], word[at], word[at + 1 :]
        changed = self.random.choice("aeiorstl")
        return before + self.random.choice(("", letter * 2, changed, after[:1] + letter)) + after

    def moment(self, hour: int) -> datetime:
        """Some time tomorrow, up to three hours after that one."""
        tomorrow = (clock.now() + timedelta(days=1)).replace(hour=hour)
        return tomorrow + timedelta(minutes=self.random.randint(0, 180))

    def saturday(self) -> tuple[Span, ...]:
        today = clock.today()
        return open_during(clock.ITALY, today + timedelta(days=(5 - today.weekday()) % 7), 1, time(9), time(13))
