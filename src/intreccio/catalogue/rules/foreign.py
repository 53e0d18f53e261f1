"""Words of other languages that mean few terms, for people who type in their own.

Listings are written in Italian, often in English; the names of terms stand in every language of public pages.
A word that occurs in the names of few terms is taken to mean those.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from intreccio.kernel.text import FALLBACKS, Translated

MOST_MEANINGS = 3
SHORTEST = 5
"""Letters of a word in Latin script: shorter ones are too often words of Italian too."""
SHORTEST_ARABIC, SHORTEST_CHINESE, LONGEST_CHINESE = 3, 2, 8
ARTICLES = ("وال", "بال", "لل", "ال")
"""What Arabic writes before a word as one with it: the article, alone or after "and", "with", "for"."""

ENDINGS = ("ами", "ого", "ому", "ої", "ою", "ів", "ий", "ій", "их", "им", "а", "у", "и", "і", "ю", "я", "")
"""Of Ukrainian nouns and adjectives, whose cases people type as they come; the longest first."""


Meaning = tuple[list[str], str]
"""A word or phrase in the ways in which people write it, and the Italian name that it means."""


def meanings(names: Iterable[Translated]) -> list[Meaning]:
    """What words and whole names of other languages mean; one for each meaning of each."""
    means: dict[str, set[str]] = defaultdict(set)
    whole: list[Meaning] = []
    ours: set[str] = set()
    for name in names:
        own = name.text("it")
        ours.update(word for language in FALLBACKS for word in _letters(name.get(language, "")))
        for word in set(_foreign(name)):
            means[word].add(own)
        whole.extend(([text], own) for language, text in name.items() if language not in FALLBACKS)
    telling = ((word, few) for word, few in means.items() if len(few) <= MOST_MEANINGS and word not in ours)
    return [*whole, *((_as_written(word), name) for word, few in telling for name in sorted(few))]


def _foreign(name: Mapping[str, str]) -> Iterator[str]:
    for language, text in name.items():
        match language:
            case "it" | "en":
                continue
            case "zh":
                yield from _runs(text)
            case "ar":
                yield from (bare for word in _letters(text) if len(bare := _bare(word)) >= SHORTEST_ARABIC)
            case "uk":
                yield from (stem for word in _letters(text) if len(stem := _stem(word)) >= SHORTEST - 1)
            case _:
                yield from (word for word in _letters(text) if len(word) >= SHORTEST)


def _letters(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def _runs(text: str) -> Iterator[str]:
    """Every part of a Chinese name: nobody puts spaces between its words."""
    for run in _letters(text):
        for start in range(len(run)):
            for end in range(start + SHORTEST_CHINESE, min(len(run), start + LONGEST_CHINESE) + 1):
                yield run[start:end]


def _bare(word: str) -> str:
    article = next((prefix for prefix in ARTICLES if word.startswith(prefix)), "")
    return word.removeprefix(article)


def _stem(word: str) -> str:
    return word.removesuffix(next(ending for ending in ENDINGS if word.endswith(ending)))


def _as_written(word: str) -> list[str]:
    if "\u0600" <= word[0] <= "\u06ff":
        return [word, *(article + word for article in ARTICLES)]
    if "\u0400" <= word[0] <= "\u04ff":
        return [word + ending for ending in ENDINGS]
    return [word]
