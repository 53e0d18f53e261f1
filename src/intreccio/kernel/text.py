"""Short text in several languages: one JSON object `{language: text}` per label."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

FALLBACKS = ("it", "en")
"""Where a text is missing in the language asked for, these are tried in order, then any other."""

_also: ContextVar[tuple[str, ...]] = ContextVar("also", default=())


@contextmanager
def reading_also(languages: tuple[str, ...]) -> Iterator[None]:
    """While it lasts, whoever is shown a text reads these languages too, those they read best first."""
    token = _also.set(languages)
    try:
        yield
    finally:
        _also.reset(token)


def in_order(language: str) -> tuple[str, ...]:
    """The languages in which somebody would have a text: the one asked for, others they read, the fallbacks."""
    return (language, language.partition("-")[0], *_also.get(), *FALLBACKS)


class Translated(dict[str, str]):
    """`{"it": "sede", "en": "site"}`; empty texts are not kept."""

    def __init__(self, texts: Mapping[str, str] = {}, /, **more: str) -> None:
        super().__init__({language: text for language, text in {**texts, **more}.items() if text})

    def text(self, language: str) -> str:
        """The text in `language`, or by the fallback order; "" if there is none at all."""
        return self.get(self.shown_in(language) or "", "")

    def shown_in(self, language: str) -> str | None:
        """The language in which `text(language)` answers: `language` itself where it is there."""
        return next((code for code in (*in_order(language), *sorted(self)) if code in self), None)

    def __str__(self) -> str:
        return next((self[code] for code in (*FALLBACKS, *sorted(self)) if code in self), "")


class TranslatedField(models.JSONField):
    """A column holding a `Translated`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"default": Translated, **kwargs})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated | None:
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else Translated(loaded)

    def to_python(self, value: Any) -> Translated | None:
        return None if value is None else Translated(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not all(isinstance(part, str) for pair in value.items() for part in pair):
            raise ValidationError("Each text needs a language code and a string.")
