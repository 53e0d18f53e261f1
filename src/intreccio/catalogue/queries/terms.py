"""Terms as pages show them, remembered by the process for a minute."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from intreccio.catalogue.models import Term
from intreccio.kernel.text import Translated

REMEMBERED_SECONDS = 60


@dataclass(frozen=True)
class TermShown:
    """A term with its place in the tree; `parent` is the parent's key or empty."""

    key: str
    taxonomy: str
    taxonomy_name: Translated
    name: Translated
    description: Translated
    icon: str
    parent: str


def terms_by_key() -> Mapping[str, TermShown]:
    """Every term in use, parents before children, by its key."""
    return _terms(int(time.monotonic() // REMEMBERED_SECONDS))


def accessibility_names() -> Mapping[str, Translated]:
    """Names of the codes of accessibility that sites carry."""
    prefix = "accessibility:"
    return {key.removeprefix(prefix): term.name for key, term in terms_by_key().items() if key.startswith(prefix)}


@lru_cache(maxsize=1)
def _terms(minute: int) -> Mapping[str, TermShown]:
    found = Term.objects.filter(withdrawn=False).select_related("taxonomy", "parent__taxonomy")
    return {
        term.key: TermShown(
            term.key,
            term.taxonomy.slug,
            term.taxonomy.name,
            term.name,
            term.description,
            term.icon,
            term.parent.key if term.parent else "",
        )
        for term in as_tree(found.order_by("taxonomy__slug", "place", "code"))
    }


def as_tree(terms: Iterable[Term]) -> Iterator[Term]:
    """Each term followed by those below it; siblings in the order given. One whose parent is not there is a root."""
    given = list(terms)
    there = {term.pk for term in given}
    below: dict[UUID | None, list[Term]] = defaultdict(list)
    for term in given:
        below[term.parent_id if term.parent_id in there else None].append(term)
    waiting = list(reversed(below[None]))
    while waiting:
        term = waiting.pop()
        yield term
        waiting.extend(reversed(below[term.pk]))


forget: Callable[[], None] = _terms.cache_clear
"""Have the next reader ask the database: after terms were changed by this process."""
