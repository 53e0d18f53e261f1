"""In whose language an answer speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.translation.trans_real import parse_accept_lang_header

from intreccio.kernel.text import FALLBACKS, Translated


class Worded(Protocol):
    """A row that holds a noun's texts in one language."""

    language: str


W = TypeVar("W", bound=Worded)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: `languages`, the best first. What is in none of them comes in Italian, English or any other."""

    languages: tuple[str, ...] = FALLBACKS[:1]

    @property
    def order(self) -> tuple[str, ...]:
        return (*self.languages, *FALLBACKS)

    @property
    def language(self) -> str:
        """The first language."""
        return self.languages[0]

    def text(self, label: Translated) -> str:
        """A label as this reader understands it; "" where nothing is said."""
        return label.text(next((language for language in self.order if language in label), ""))

    def best(self, texts: Iterable[W]) -> W | None:
        """Of a noun's texts the one this reader understands best."""
        by_language = {text.language: text for text in texts}
        order = (*self.order, *sorted(by_language))
        return next((by_language[language] for language in order if language in by_language), None)


ITALIAN = Reader()


def reader_of(accept_language: str) -> Reader:
    """The reader behind an `Accept-Language` header; an Italian one where it asks for nothing we can tell."""
    asked = [tag.partition("-")[0] for tag, weight in parse_accept_lang_header(accept_language) if weight]
    return Reader(tuple(dict.fromkeys(tag for tag in asked if tag != "*")) or ITALIAN.languages)
