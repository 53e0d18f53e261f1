"""The words that occur, held in memory: what a question's words mean here and how common they are.

The snapshot is only ever used for corrections and estimates. What is found is decided by the database, so
an old snapshot can make a search slower, never wrong; words that it does not know are looked up there.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from intreccio.catalogue.search.answer import Facet

SHORTEST_CORRECTED = 4
SHORTEST_WITH_TWO_MISTAKES = 8
SHORTEST_PREFIX = 3
MOST_COMPLETIONS = 12
_MEMORY = 8192


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its stems, both empty for a stop word, and how many services have one of them."""

    text: str
    italian: str = ""
    english: str = ""
    services: int = 0

    @property
    def is_stop(self) -> bool:
        return not (self.italian and self.english)

    @property
    def lexemes(self) -> tuple[str, ...]:
        """What may stand for it in an Italian text, an English one, and one in any other language."""
        return tuple(dict.fromkeys((self.italian, self.english, self.text)))


@dataclass(frozen=True, slots=True)
class Reach:
    """How many services have something, anywhere in their texts and in their name."""

    services: int = 0
    in_names: int = 0


NOTHING = Reach()
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """One edition of the words, synonyms, codes and counts."""

    edition: int
    services: int
    words: Mapping[str, Word]
    stems: Mapping[str, Reach] = field(default_factory=dict)
    synonyms: Sequence[Sequence[Phrase]] = ()
    codes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    counts: Mapping[int, int] = field(default_factory=dict)
    asked: Sequence[Sequence[Phrase]] = ()
    """Beside the synonyms of each group, phrases that find them and are not looked for."""

    @cached_property
    def facets(self) -> Mapping[int, tuple[Facet, str]]:
        """What the numbers of facets stand for."""
        kinds = {facet.value: facet for facet in Facet}
        return {number: (kinds[kind], value) for (kind, value), number in self.codes.items() if kind in kinds}

    @cached_property
    def groups(self) -> Mapping[Phrase, Sequence[int]]:
        """The groups of synonyms in which a phrase stands, by its Italian and by its English stems."""
        found: dict[Phrase, list[int]] = {}
        for group, phrases in chain(enumerate(self.synonyms), enumerate(self.asked)):
            for phrase in phrases:
                for stems in self.stemmed(phrase):
                    if group not in found.setdefault(stems, []):
                        found[stems].append(group)
        return found

    def telling(self, phrase: Iterable[str]) -> list[Word]:
        """The words of a phrase without its stop words."""
        known = (self.words.get(word, Word(word, word, word)) for word in phrase)
        return [word for word in known if not word.is_stop]

    def stemmed(self, phrase: Iterable[str]) -> set[Phrase]:
        """A phrase without its stop words, stemmed in each language."""
        telling = self.telling(phrase)
        languages = (tuple(word.italian for word in telling), tuple(word.english for word in telling))
        return {stems for stems in languages if stems}

    def share(self, services: float) -> float:
        """As a part of all services, 0 to 1."""
        return min(1.0, services / self.services) if self.services else 0.0

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[str]]:
        lengths: dict[int, list[str]] = {}
        meant = {word for group in chain(self.synonyms, self.asked) for phrase in group for word in phrase}
        for word in self.words.values():
            if len(word.text) >= SHORTEST_CORRECTED and (word.services or word.text in meant):
                lengths.setdefault(len(word.text), []).append(word.text)
        return lengths

    @cached_property
    def _sorted(self) -> Sequence[str]:
        return sorted(word.text for word in self.words.values() if word.services)

    def completions(self, beginning: str) -> list[Word]:
        """The commonest words that begin so; none for a beginning shorter than three letters."""
        if len(beginning) < SHORTEST_PREFIX:
            return []
        start = bisect_left(self._sorted, beginning)
        stop = bisect_left(self._sorted, beginning + chr(0x10FFFF), lo=start)
        found = (self.words[word] for word in self._sorted[start:stop])
        return nlargest(MOST_COMPLETIONS, found, key=lambda word: word.services)

    @cached_property
    def correct(self) -> Callable[[str], str | None]:
        """The nearest word that occurs: fewest slips, then the same first letter, then the commonest.

        A slip is a letter added, dropped, changed, or swapped with the next. One is forgiven from four
        letters on, two from eight. None when nothing is near enough. About 2 ms at 60,000 words; the last
        8,192 answers are kept.
        """
        return lru_cache(maxsize=_MEMORY)(self._correct)

    def _correct(self, typed: str) -> str | None:
        if len(typed) < SHORTEST_CORRECTED:
            return None
        slips = 2 if len(typed) >= SHORTEST_WITH_TWO_MISTAKES else 1
        near = [
            word
            for length in range(len(typed) - slips, len(typed) + slips + 1)
            # Levenshtein is four times faster, and counts a swap as two.
            for word, _, _ in process.extract(
                typed, self._by_length.get(length, ()), scorer=Levenshtein.distance, score_cutoff=2, limit=None
            )
            if OSA.distance(typed, word) <= slips and word != typed
        ]
        return min(near, key=lambda word: self._unlikeliness(typed, word), default=None)

    def _unlikeliness(self, typed: str, word: str) -> tuple[int, bool, int, str]:
        return (OSA.distance(typed, word), typed[0] != word[0], -self.words[word].services, word)
