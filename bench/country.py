"""A made-up catalogue of any size up to a country's, always the same from its seed.

Services stand where people live (municipalities drawn by residents), words follow Zipf's law over the words
of the shipped taxonomies with the names of municipalities as their long tail, a tenth of services has
several places, one in twenty keeps its address to itself, a quarter has dated sessions.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import accumulate
from math import cos, radians
from random import Random
from uuid import UUID

from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.catalogue.search.documents import Hours, Place, SearchDocument, Text, hours
from intreccio.catalogue.search.text import words
from intreccio.catalogue.shipped import base_taxonomies, languages
from intreccio.kernel import clock
from intreccio.territory.shipped import Municipality, municipalities, population

PATTERNS = 6000
WORDS_IN_NAME, WORDS_IN_SUMMARY = 3, 36
SHARE_IN_ENGLISH = 0.3
SHARE_HIDDEN, SHARE_IN_MANY_PLACES, SHARE_WITH_SESSIONS = 0.05, 0.09, 0.25
KM_ACROSS = 3.0
BODIES = [
    "Associazione",
    "Cooperativa",
    "Fondazione",
    "Comune",
    "Parrocchia",
    "Circolo",
    "Polisportiva",
    "Comitato",
    "Croce",
    "Amici",
]
KINDS = ["ODV", "APS", "ONLUS", "ASD"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class Country:
    """The lists from which services are drawn."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)
        self.places = municipalities()
        residents: dict[str, int] = {}
        for group in population([place.istat_code for place in self.places]):
            residents[group.istat_code] = residents.get(group.istat_code, 0) + group.number
        self.people = list(accumulate(residents.get(place.istat_code, 0) for place in self.places))
        terms = [
            (f"{taxonomy.slug}:{row['code']}", row) for taxonomy in base_taxonomies() for row in taxonomy.terms
        ]
        self.terms = [key for key, _ in terms]
        self.italian = self._lexicon("it", [row for _, row in terms], [place.name for place in self.places])
        self.english = self._lexicon("en", [row for _, row in terms], [])
        self.languages = list(languages())
        self.hours = [self._hours() for _ in range(PATTERNS)]

    def documents(self, count: int) -> Iterator[SearchDocument]:
        """So many services."""
        return (self._document(number) for number in range(count))

    def place(self) -> Municipality:
        """A municipality, drawn by its residents."""
        return self.random.choices(self.places, cum_weights=self.people)[0]

    def _lexicon(self, language: str, rows: list[dict], tail: list[str]) -> tuple[list[str], list[float]]:
        """Words with Zipf's weights, added up."""
        texts = [f"{row['name'][language]} {row['description'][language]}" for row in rows]
        common = list(dict.fromkeys(word for text in texts for word in words(text)))
        rare = list(dict.fromkeys(word for name in tail for word in words(name) if len(word) > 3))
        self.random.shuffle(common)
        self.random.shuffle(rare)
        every = list(dict.fromkeys([*common, *rare]))
        return every, list(accumulate(1 / rank for rank in range(1, len(every) + 1)))

    def _say(self, lexicon: tuple[list[str], list[float]], number: int) -> str:
        every, weights = lexicon
        return " ".join(self.random.choices(every, cum_weights=weights, k=number))

    def _hours(self) -> Hours:
        random = self.random
        opens = random.choice((8, 8, 9, 9, 9, 10, 14, 15, 17, 20))
        closes = opens + random.choice((1, 2, 3, 4, 8))
        days = ",".join(sorted(random.sample(DAYS, random.randint(1, 6)), key=DAYS.index))
        minute = random.choice((0, 0, 15, 30, 45))
        timing = Timing(
            rule=f"FREQ=WEEKLY;BYDAY={days}",
            opens_at=time(opens, minute),
            closes_at=time(closes % 24, minute),
            on_holidays=random.choice(list(HolidayPolicy)),
        )
        return hours((timing,), random.choice(self.places).province_short)

    def _document(self, number: int) -> SearchDocument:
        random = self.random
        name = self._say(self.italian, WORDS_IN_NAME).capitalize()
        body = f"{random.choice(BODIES)} {random.choice(self.places).name} {random.choice(KINDS)}"
        texts = [Text("it", name, "", self._say(self.italian, WORDS_IN_SUMMARY), body)]
        if random.random() < SHARE_IN_ENGLISH:
            texts.append(Text("en", self._say(self.english, WORDS_IN_NAME), "", self._say(self.english, 12)))
        hidden, home = random.random() < SHARE_HIDDEN, self.place()
        several = random.randint(2, 5) if random.random() < SHARE_IN_MANY_PLACES else 1
        towns = [home, *(self.place() for _ in range(several - 1))]
        inside = {code for town in towns for code in (town.istat_code, town.province_code, town.region_code)}
        return SearchDocument(
            service=UUID(int=number << 64 | random.getrandbits(62)),
            texts=tuple(texts),
            card={
                "texts": {text.language: [text.name, text.summary[:120]] for text in texts},
                "organisation": body,
            },
            places=tuple(self._place(town, hidden=hidden) for town in towns),
            terms=frozenset(self._terms()),
            languages=frozenset({"it", *random.choices(self.languages, k=random.randint(0, 2))}),
            accessibility=frozenset(random.sample(("senza-gradini", "ascensore", "lis"), random.randint(0, 2))),
            free=random.random() < 0.5,
            public=random.random() < 0.3,
            min_age=random.choice((None, None, 18, 65)),
            inside=frozenset({home.province_code, home.region_code} if hidden else inside),
            serves=frozenset({home.province_code} if hidden else ()),
        )

    def _terms(self) -> Iterator[str]:
        for term in self.random.sample(self.terms, self.random.randint(1, 4)):
            parts = term.split("/")
            yield from ("/".join(parts[: depth + 1]) for depth in range(len(parts)))

    def _place(self, town: Municipality, *, hidden: bool) -> Place:
        random = self.random
        # Opening hours are as unequal as anything: a few are kept by thousands.
        its_hours = self.hours[min(int(random.paretovariate(0.9) * 3) - 3, PATTERNS - 1)]
        sessions = tuple(self._sessions()) if random.random() < SHARE_WITH_SESSIONS else ()
        if hidden:
            return Place(None, None, its_hours, sessions)
        north, east = random.gauss(0, KM_ACROSS) / 111.2, random.gauss(0, KM_ACROSS) / 111.2
        return Place(town.lat + north, town.lon + east / cos(radians(town.lat)), its_hours, sessions)

    def _sessions(self) -> Iterator[tuple[datetime, datetime]]:
        first = clock.now() + timedelta(hours=self.random.randint(0, 7 * 24))
        for week in range(12):
            start = first + timedelta(weeks=week)
            yield start, start + timedelta(hours=2)
