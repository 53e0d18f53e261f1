"""In which language a text of the catalogue stands, where the reader would rather have another."""

from intreccio.catalogue.shipped import languages
from intreccio.web.shown.pieces import Said


def said_in(language: str, *, reader: str, is_reviewed: bool = True) -> Said:
    """What to tell a `reader` of a text in `language`: nothing where it is theirs and a person has read it."""
    if language in (reader, reader.partition("-")[0]):
        return Said(is_reviewed=is_reviewed)
    known = languages().get(language.partition("-")[0])
    return Said(language, known.own if known else language, is_reviewed)
