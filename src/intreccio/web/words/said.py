"""In which language a text of the catalogue stands, where the reader would rather have another."""

from intreccio.catalogue.shipped import languages
from intreccio.kernel.text import Translated
from intreccio.web.shown.pieces import Said, Worded


def said_in(language: str, *, reader: str, is_reviewed: bool = True) -> Said:
    """What to tell a `reader` of a text in `language`: nothing where it is theirs and a person has read it."""
    if language in (reader, reader.partition("-")[0]):
        return Said(is_reviewed=is_reviewed)
    known = languages().get(language.partition("-")[0])
    return Said(language, known.own if known else language, is_reviewed)


def worded(text: Translated | None, reader: str) -> Worded:
    """A short text as a `reader` is shown it."""
    language = text.shown_in(reader) if text else None
    return Worded(text[language], said_in(language, reader=reader)) if text and language else Worded()
