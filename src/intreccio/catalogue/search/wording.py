"""From the words of a question to a full-text query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from intreccio.catalogue.search.answer import Correction
from intreccio.catalogue.search.snapshot import look_up
from intreccio.catalogue.search.text import asked_words
from intreccio.catalogue.search.vocabulary import SHORTEST_WITH_TWO_MISTAKES, Phrase, Vocabulary, Word

LONGEST_PHRASE = 4
# A word that so few services have, beside a near one that so many times more have, is probably a slip.
RARE = 10
TIMES_COMMONER = 50


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing asked for: a word or phrase with all that means the same.

    `query` is a full-text query; `services` and `in_names` say about how many have it, and in their name.
    """

    typed: tuple[str, ...]
    query: str
    services: int
    in_names: int
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
    def corrections(self) -> tuple[Correction, ...]:
        return tuple(correction for idea in self.ideas for correction in idea.corrections)

    def share(self, vocabulary: Vocabulary) -> float:
        """About what part of all services has every idea, taking them as independent."""
        return prod(vocabulary.share(idea.services) for idea in self.ideas)

    def share_in_names(self, vocabulary: Vocabulary) -> float:
        """About what part of all services has every idea in its name."""
        return prod(vocabulary.share(idea.in_names) for idea in self.ideas)

    def without_one(self) -> "Wording":
        """Without the idea that fewest have if none has it, else without the one that says least."""
        none_has = [idea for idea in self.ideas if not idea.services]
        dropped = none_has[0] if none_has else max(self.ideas, key=lambda idea: idea.services)
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
    found = {word.text: word for word in look_up(unknown)} if unknown else {}
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
    ways = [" & ".join(_any(reading.word, *reading.also) for reading in readings)]
    services = min(sum(word.services for word in (r.word, *r.also)) for r in readings)
    in_names = min(sum(word.in_names for word in (r.word, *r.also)) for r in readings)
    for phrase in (phrase for group in groups for phrase in vocabulary.synonyms[group]):
        known = [vocabulary.words.get(word, Word(word, word, word)) for word in phrase]
        telling = [word for word in known if not word.is_stop]
        if not telling:
            continue
        ways.append(" & ".join(_any(word) for word in telling))
        services += min(word.services for word in telling)
        in_names += min(word.in_names for word in telling)
    query = " | ".join(f"({way})" for way in dict.fromkeys(ways))
    corrections = tuple(correction for reading in readings for correction in reading.correction)
    return Idea(tuple(reading.typed for reading in readings), query, services, in_names, corrections)


def _any(*words: Word) -> str:
    """Any stem of any of the words. Stems hold letters and digits only, so quoting them is enough."""
    lexemes = dict.fromkeys(lexeme for word in words for lexeme in word.lexemes)
    return "(" + "|".join(f"'{lexeme}'" for lexeme in lexemes) + ")"
