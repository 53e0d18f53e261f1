"""How much each word tells in a collection: rare words much, common ones little."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from intreccio.analysis.matching.names import is_year
from intreccio.analysis.matching.prepared import Prepared
from intreccio.analysis.matching.vocabulary import vocabulary

BACKGROUND = 5_000
"""As if so many more records stood beside the collection: in a small one no word is common by chance alone."""
WEAK, LOCAL, YEAR, NUMBER = 1.0, 1.0, 1.5, 6.0
"""Nats: at most for weak words; for the place's own name; for a year; for another number."""
RARE_IN = 5_000
"""A word counts as rare in so many records if it is in no more than three of them."""


@dataclass(frozen=True)
class Weights:
    """What is counted in a collection.

    `crowds` says how many records stand in a place or belong to an owner: the more they are, the likelier
    two of them share a name by chance.
    """

    records: int
    counts: Counter[str]
    crowds: Counter[str]
    known: frozenset[str]
    """Words that are no misspelling of another: names of saints and of places."""

    @classmethod
    def of(cls, records: Iterable[Prepared]) -> "Weights":
        """Those of a collection."""
        counts: Counter[str] = Counter()
        crowds: Counter[str] = Counter()
        known = set(vocabulary().proper)
        total = 0
        for record in records:
            total += 1
            counts.update({word for name in (*record.names, *record.owner_names) for word in name.words})
            crowds.update(record.places)
            crowds[record.owner] += 1
            known |= record.local
        return cls(total, counts, crowds, frozenset(known))

    def weight(self, word: str, local: frozenset[str]) -> float:
        """What `word` tells, in nats: minus the logarithm of how often it comes.

        Inverse document frequency (Spärck Jones, Journal of Documentation 28, 1972). Little where the word
        is `local`, the name of the place itself.
        """
        if word in local:
            return LOCAL
        if word.isdigit():
            return YEAR if is_year(word) else NUMBER
        rarity = log((self.records + BACKGROUND) / max(self.counts[word], 1))
        known = vocabulary()
        return min(rarity, WEAK) if word in known.weak or word in known.generic else rarity

    def crowd(self, one: Prepared, other: Prepared) -> float:
        """Logarithm of how many could share a name with one of these by chance: of their place, or all."""
        common = one.places & other.places
        return log(max((self.crowds[place] for place in common), default=max(self.records, 1)))

    def is_rare(self, word: str) -> bool:
        """Whether so few have it that it may be a misspelling."""
        return self.counts[word] <= 3 + self.records // RARE_IN
