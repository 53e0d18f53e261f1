"""Words of a list's categories as terms: ours where they are called so, else the list's own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from intreccio.catalogue.shipped import base_taxonomies
from intreccio.territory.rules import folded

_BETWEEN = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*[,/]\s*")
_ASIDE = frozenset({"accessibility", "access-modes"})
"""Lists that say how, not what."""


@dataclass(frozen=True, slots=True)
class Category:
    """A term: of one of our lists, by `taxonomy` and `code`, or of none, by its words."""

    name: str
    taxonomy: str = ""
    code: str = ""

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.taxonomy}:{self.code}" if self.code else folded(self.name) or self.name


@lru_cache(maxsize=16384)
def categories_in(text: str) -> tuple[Category, ...]:
    """The categories that a cell names. Commas part them only where each part is known to us."""
    found = [category for part in _BETWEEN.split(text) if part for category in _of_part(part)]
    return tuple({category.key: category for category in found}.values())


def _of_part(part: str) -> list[Category]:
    known = _known()
    if ours := known.get(folded(part)):
        return [ours]
    parts = [known.get(folded(piece)) for piece in _COMMA.split(part) if piece]
    ours_all = [piece for piece in parts if piece]
    return ours_all if len(parts) > 1 and len(ours_all) == len(parts) else [Category(part)]


@cache
def _known() -> Mapping[str, Category]:
    """Our terms by folded name and, where it means one term only, by synonym."""
    names: dict[str, Category] = {}
    synonyms: dict[str, Category] = {}
    uses: Counter[str] = Counter()
    for category, words, others in _terms():
        for word in words:
            names.setdefault(folded(word), category)
        for word in {folded(other) for other in others}:
            uses[word] += 1
            synonyms[word] = category
    return {word: category for word, category in synonyms.items() if uses[word] == 1} | names


def _terms() -> Iterator[tuple[Category, list[str], list[str]]]:
    for taxonomy in base_taxonomies():
        if taxonomy.slug not in _ASIDE:
            for row in taxonomy.terms:
                names = list(row["name"].values())
                synonyms = [word for words in row["synonyms"].values() for word in words]
                yield Category(names[0], taxonomy.slug, row["code"]), names, synonyms
