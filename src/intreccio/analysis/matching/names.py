"""A name taken apart: what tells it from others, without legal form, abbreviations, accents and small words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intreccio.analysis.folding import folded
from intreccio.analysis.matching.vocabulary import Phrases, phrase_at, vocabulary

_ROMAN = re.compile(r"(?=[xvi]{2})(x{0,3})(ix|iv|v?i{0,3})")
_DIGITS = re.compile(r"0*(\d+)[aoªº]?")
_ROMAN_VALUES = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "": 0}
LONGEST_RUN = 2
"""So many initials are joined only where they make a known word: two may be a preposition and a saint."""

SHORTEST_COMMON = 7
"""Letters: shorter words may well be another."""
YEARS = range(1800, 2101)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as compared.

    `words` in their order, each once; `numbers` among them as digits, but for years; `sorts` of body that its
    legal forms make.
    """

    words: tuple[str, ...]
    numbers: frozenset[str]
    sorts: frozenset[str]
    plain: str
    """The whole name folded, legal form and all."""


@lru_cache(maxsize=200_000)
def parsed(text: str) -> tuple[Name, ...]:
    """The names in `text`: one, or more where it also says how the body is called in short.

    >>> [name.words for name in parsed("Ass. Sportiva Dilett. Le Filande, in breve A.S.D. Filande")]
    [('filande',), ('filande',)]
    """
    plain = _joined_initials(folded(_without_dots_in_initials(text)).split())
    words = [word for whole in plain for word in _put_right(whole)]
    names = [_name(part) for part in _split(words, vocabulary().also_called)]
    return tuple(name for name in names if name.plain)


def _without_dots_in_initials(text: str) -> str:
    return re.sub(r"[.'’`´]", " ", text)


def _joined_initials(words: Sequence[str]) -> list[str]:
    """`o d v` is `odv`; a lone letter stays, and so do two that make no known word together."""
    joined: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        joined += _made_of(run)
        run = []
        joined.append(word)
    return joined[:-1]


def _made_of(run: Sequence[str]) -> list[str]:
    """The known words in a run of letters, and what lies between them."""
    known = vocabulary().initials
    for start in range(len(run)):
        for end in range(len(run), start + 1, -1):
            word = "".join(run[start:end])
            if word in known:
                return [*_unknown(run[:start]), word, *_made_of(run[end:])]
    return _unknown(run)


def _unknown(run: Sequence[str]) -> list[str]:
    return ["".join(run)] if len(run) > LONGEST_RUN else list(run)


@lru_cache(maxsize=200_000)
def _put_right(word: str) -> tuple[str, ...]:
    """A word that stands in every other name, without its slip of the pen, apart from what it was written with."""
    known = vocabulary()
    for common in known.run_together:
        if len(word) > len(common) + 2:
            if word.startswith(common):
                return common, word.removeprefix(common)
            if word.endswith(common):
                return word.removesuffix(common), common
    slip = process.extractOne(word, known.often_misspelt, scorer=OSA.distance, score_cutoff=1)
    return (slip[0],) if slip and len(word) >= SHORTEST_COMMON else (word,)


def _split(words: Sequence[str], marks: Phrases) -> Iterator[list[str]]:
    part: list[str] = []
    place = 0
    while place < len(words):
        mark = phrase_at(words, place, marks)
        if mark and part:
            yield part
            part = []
            place += len(mark[0])
        else:
            part.append(words[place])
            place += 1
    yield part


def _name(words: list[str]) -> Name:
    known = vocabulary()
    spelt = replaced(words, known.abbreviations)
    kept, sorts = _without_forms(spelt, known.legal_forms)
    telling = [word for word in map(as_number, kept) if word not in known.stop]
    unique = tuple(dict.fromkeys(telling))
    numbers = frozenset(word for word in unique if word.isdigit() and not is_year(word))
    return Name(unique, numbers, sorts, " ".join(spelt))


def replaced(words: Sequence[str], table: Phrases) -> list[str]:
    """The words with what stands for each phrase of the table."""
    result: list[str] = []
    place = 0
    while place < len(words):
        found = phrase_at(words, place, table)
        result += found[1].split() if found else [words[place]]
        place += len(found[0]) if found else 1
    return result


def _without_forms(words: Sequence[str], forms: Phrases) -> tuple[list[str], frozenset[str]]:
    """The words that belong to no legal form, and the sorts of body these say."""
    kept: list[str] = []
    sorts: set[str] = set()
    place = 0
    while place < len(words):
        found = phrase_at(words, place, forms)
        if found:
            sorts.add(found[1])
        else:
            kept.append(words[place])
        place += len(found[0]) if found else 1
    return kept or list(words), frozenset(sorts - {""})


def is_year(word: str) -> bool:
    """Whether it is a number that may be a year: some say it, some do not."""
    return word.isdigit() and len(word) == 4 and int(word) in YEARS


def as_number(word: str) -> str:
    """Digits and Roman numerals as digits: `2°`, `02` and `II` are all `2`."""
    digits = _DIGITS.fullmatch(word)
    if digits:
        return digits[1]
    roman = _ROMAN.fullmatch(word)
    return str(10 * len(roman[1]) + _ROMAN_VALUES[roman[2]]) if roman else word
