"""A noun's text in the reader's language, or in another by the stated order."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from intreccio.kernel.text import in_order


class Worded(Protocol):
    """A row that holds a noun's texts in one language."""

    language: str


W = TypeVar("W", bound=Worded)


def best_text(texts: Iterable[W], language: str) -> W | None:
    """The text in `language`, else in another that the reader knows, else Italian, else English, else any.

    None where there is none.
    """
    by_language = {text.language: text for text in texts}
    order = (*in_order(language), *sorted(by_language))
    return next((by_language[code] for code in order if code in by_language), None)
