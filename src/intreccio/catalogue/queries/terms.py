"""Terms as pages show them, remembered by the process for a minute."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

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
    terms = Term.objects.filter(withdrawn=False).select_related("taxonomy", "parent__taxonomy")
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
        for term in terms.order_by("taxonomy__slug", "place")
    }


forget: Callable[[], None] = _terms.cache_clear
"""Have the next reader ask the database: after terms were changed by this process."""
