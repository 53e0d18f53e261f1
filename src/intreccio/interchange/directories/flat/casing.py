"""Names written in capitals only, as people would write them: `CASA DI LODI` → `Casa di Lodi`."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

MOST_SHOUTED = 0.8
"""A column of names counts as written in capitals where at least this share of them is."""

SHORTEST = 5
"""Letters: shorter names are often acronyms."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`](?=[^\W\d_])[^\W\d_]+)*['’`]?")
_ROMAN = re.compile(r"[IVX]{2,}|[XL]{2,}[IVX]*")
_VOWELS = frozenset("AEIOUÀÈÉÌÒÙY")
_ACCENTED = {"a": "à", "e": "è", "i": "ì", "o": "ò", "u": "ù"}


@dataclass(frozen=True)
class _Words:
    """How words are written, in small letters here."""

    small: frozenset[str]
    acronyms: frozenset[str]
    common: frozenset[str]
    cut_short: frozenset[str]


def _read_words() -> _Words:
    text = files("intreccio.interchange.directories").joinpath("data/words.toml").read_text("utf-8")
    return _Words(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


_WORDS = _read_words()


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals only."""
    return text.isupper() and sum(map(str.isalpha, text)) >= SHORTEST


def shouted(columns: Sequence[str], samples: Iterable[Sequence[str]]) -> frozenset[str]:
    """Those of the columns whose samples are written in capitals, mostly."""
    values = list(zip(*samples, strict=True)) or [()] * len(columns)
    return frozenset(column for column, seen in zip(columns, values, strict=True) if _is_shouted_column(seen))


def _is_shouted_column(values: Sequence[str]) -> bool:
    telling = [text for text in values if sum(map(str.isalpha, text)) >= SHORTEST]
    return bool(telling) and sum(map(str.isupper, telling)) >= MOST_SHOUTED * len(telling)


@lru_cache(maxsize=16384)
def spoken(text: str, *, is_address: bool = False) -> str:
    """A name without its capitals. Words that are common in names of services are small; in addresses none is."""
    if not is_shouted(text):
        return text
    words = list(_WORD.finditer(text))
    pieces, end = [], 0
    for number, word in enumerate(words):
        pieces.append(text[end : word.start()])
        pieces.append(
            _word(text, word, is_first=number == 0, is_last=number == len(words) - 1, is_address=is_address)
        )
        end = word.end()
    return "".join([*pieces, text[end:]])


def _word(text: str, found: re.Match[str], *, is_first: bool, is_last: bool, is_address: bool) -> str:
    word = found[0]
    lower = word.lower()
    dotted = text[found.end() : found.end() + 1] == "."
    in_brackets = text[found.start() - 1 : found.start()] == "(" and len(word) == 2
    if len(word) == 1 and (dotted or (is_last and not is_first)):
        return word
    if (
        in_brackets
        or lower in _WORDS.acronyms
        or _ROMAN.fullmatch(word)
        or (len(word) > 1 and _VOWELS.isdisjoint(word))
    ):
        return word
    if is_last and len(word) == 2 and text[: found.start()].rstrip().endswith("-"):
        return word
    if lower in _WORDS.small and not is_first:
        return lower
    if lower in _WORDS.common and not is_first and not is_address:
        return lower
    return _capitalised(lower, is_first)


def _capitalised(word: str, is_first: bool) -> str:
    """`d'augultu` → `d'Augultu`, `sant'agata` → `Sant'Agata`, `tortoli'` → `Tortolì`."""
    parts = _accented(word).split("'")
    last = len(parts) - 1
    return "'".join(
        part if part in _WORDS.small and place < last and (place or not is_first) else part[:1].upper() + part[1:]
        for place, part in enumerate(parts)
    )


def _accented(word: str) -> str:
    """The accent that capitals write as an apostrophe."""
    word = word.replace("’", "'").replace("`", "'")
    last = word.rstrip("'").rpartition("'")[2]
    if not word.endswith("'") or len(last) < 3 or last in _WORDS.cut_short or last[-1] not in _ACCENTED:
        return word
    return word[:-2] + ("é" if last.endswith("che") else _ACCENTED[last[-1]])
