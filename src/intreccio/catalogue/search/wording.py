"""From the words of a question to a full-text query."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from intreccio.catalogue.search.answer import Correction
from intreccio.catalogue.search.snapshot import look_up
from intreccio.catalogue.search.text import asked_words
from intreccio.catalogue.search.vocabulary import NOTHING, SHORTEST_WITH_TWO_MISTAKES, Vocabulary, Word

LONGEST_PHRASE = 4
# A word that so few services have, beside a near one that so many times more have, is probably a slip.
RARE = 10
TIMES_COMMONER = 50


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing asked for: a word or phrase with all that means the same.

    `query` is a full-text query for it, `words` one for any of the words themselves. `reach` says about
    what part of all services has it, and what part in its name.
    """

    typed: tuple[str, ...]
    query: str
    words: str
    reach: tuple[float, float]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """All ideas of a question: each must be found. `ignored` are words given up because nothing has them."""

    ideas: tuple[Idea, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        return " & ".join(f"({idea.query})" for idea in self.ideas)

    @property
    def ranking(self) -> str:
        """Any of the words themselves: who has them comes before who has their synonyms."""
        return " | ".join(idea.words for idea in self.ideas)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return tuple(correction for idea in self.ideas for correction in idea.corrections)

    @property
    def share(self) -> float:
        """About what part of all services has every idea, taking them as independent."""
        return prod(idea.reach[0] for idea in self.ideas)

    @property
    def share_in_names(self) -> float:
        """About what part of all services has every idea in its name."""
        return prod(idea.reach[1] for idea in self.ideas)

    def without_one(self) -> "Wording":
        """Without an idea that nothing has if there is one, else without the one that says least."""
        nobody_has = [idea for idea in self.ideas if not idea.reach[0]]
        dropped = nobody_has[0] if nobody_has else max(self.ideas, key=lambda idea: idea.reach[0])
        kept = tuple(idea for idea in self.ideas if idea is not dropped)
        return replace(self, ideas=kept, ignored=(*self.ignored, *dropped.typed))


def understand(question: str, vocabulary: Vocabulary) -> Wording:
    """The ideas in a question; stop words carry none. Misspelt words are understood as the right ones."""
    asked = asked_words(question)
    understood = [reading for reading in _readings(asked, vocabulary) if not reading.word.is_stop]
    return Wording(tuple(_ideas(understood, vocabulary)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A typed word as it is understood, and the others that it may also be."""

    typed: str
    word: Word
    also: tuple[Word, ...] = ()

    @property
    def correction(self) -> tuple[Correction, ...]:
        return (Correction(self.typed, self.word.text),) if self.word.text != self.typed else ()


def _readings(asked: Sequence[str], vocabulary: Vocabulary) -> Iterator[_Reading]:
    unknown = [word for word in asked if word not in vocabulary.words]
    found = {word.text: word for word in look_up(unknown, vocabulary)}
    for position, typed in enumerate(asked):
        word = vocabulary.words.get(typed) or found[typed]
        if typed not in vocabulary.words and not word.services and not word.is_stop:
            yield _guess(word, vocabulary, is_last=position == len(asked) - 1)
        else:
            yield _doubt(word, vocabulary)


def _guess(word: Word, vocabulary: Vocabulary, *, is_last: bool) -> _Reading:
    """What an unknown word may be: the beginning of one if it is the last typed, or a misspelt one."""
    corrected = vocabulary.correct(word.text)
    completions = vocabulary.completions(word.text) if is_last else []
    if completions:
        return _Reading(word.text, word, tuple(completions))
    return _Reading(word.text, vocabulary.words[corrected] if corrected else word)


def _doubt(word: Word, vocabulary: Vocabulary) -> _Reading:
    """A known word, understood as a far commoner neighbour too where it looks like a slip made before."""
    if word.is_stop or word.services > RARE or len(word.text) < SHORTEST_WITH_TWO_MISTAKES - 2:
        return _Reading(word.text, word)
    corrected = vocabulary.correct(word.text)
    if corrected is None or vocabulary.words[corrected].services < TIMES_COMMONER * max(1, word.services):
        return _Reading(word.text, word)
    return _Reading(word.text, vocabulary.words[corrected], (word,))


def _ideas(readings: Sequence[_Reading], vocabulary: Vocabulary) -> Iterator[Idea]:
    """Longest phrases with synonyms first, then single words."""
    position = 0
    while position < len(readings):
        length, groups = _longest_phrase(readings[position : position + LONGEST_PHRASE], vocabulary)
        yield _idea(readings[position : position + length], groups, vocabulary)
        position += length


def _longest_phrase(readings: Sequence[_Reading], vocabulary: Vocabulary) -> tuple[int, Sequence[int]]:
    for length in range(len(readings), 0, -1):
        words = [reading.word for reading in readings[:length]]
        for stems in (tuple(word.italian for word in words), tuple(word.english for word in words)):
            if stems in vocabulary.groups:
                return length, vocabulary.groups[stems]
    return 1, ()


def _idea(readings: Sequence[_Reading], groups: Sequence[int], vocabulary: Vocabulary) -> Idea:
    own = [_lexemes(reading.word, *reading.also) for reading in readings]
    same = [
        [_known(_lexemes(word), vocabulary) for word in vocabulary.telling(phrase)]
        for group in groups
        for phrase in vocabulary.synonyms[group]
    ]
    ways = [own, *(way for way in same if way and all(way))]
    single = {lexeme: None for way in ways if len(way) == 1 for lexeme in way[0]}
    several = {" & ".join(map(_any, way)): way for way in ways if len(way) > 1}
    query = [*([_any(single)] if single else []), *(f"({way})" for way in several)]
    return Idea(
        typed=tuple(reading.typed for reading in readings),
        query=" | ".join(query),
        words=" | ".join(map(_any, own)),
        reach=_reach(single, several.values(), vocabulary),
        corrections=tuple(correction for reading in readings for correction in reading.correction),
    )


def _lexemes(*words: Word) -> dict[str, None]:
    """The stems that any of the words may have, each once."""
    return {lexeme: None for word in words for lexeme in word.lexemes}


def _known(lexemes: Iterable[str], vocabulary: Vocabulary) -> dict[str, None]:
    """Those that occur: of synonyms there are many, and most never do."""
    return {lexeme: None for lexeme in lexemes if lexeme in vocabulary.stems}


def _any(lexemes: Iterable[str]) -> str:
    """A query for any of the stems. They hold letters and digits only, so quoting them is enough."""
    return "(" + "|".join(f"'{lexeme}'" for lexeme in lexemes) + ")"


def _reach(
    single: Iterable[str], several: Iterable[Sequence[Iterable[str]]], vocabulary: Vocabulary
) -> tuple[float, float]:
    """About what part of all services has one of the stems or all parts of a phrase; and in its name.

    Everything is taken as independent.
    """
    without = [1.0, 1.0]
    for way in [[[lexeme]] for lexeme in single] + [list(way) for way in several]:
        parts = [[vocabulary.stems.get(lexeme, NOTHING) for lexeme in any_of] for any_of in way]
        without[0] *= 1 - prod(vocabulary.share(sum(reach.services for reach in part)) for part in parts)
        without[1] *= 1 - prod(vocabulary.share(sum(reach.in_names for reach in part)) for part in parts)
    return 1 - without[0], 1 - without[1]
