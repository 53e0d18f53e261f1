"""Web and mail addresses."""

import re
from collections.abc import Callable
from functools import lru_cache

from intreccio.actors.rules.contacts import clean_mail, clean_website
from intreccio.interchange.directories.cleaning.mending import Mended, left_out, read_as, shortened
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

_SEVERAL = re.compile(r"\s*[;,|\n]\s*|\s+(?:or|and|e|oppure)\s+|\s+")
_SLIPPED = re.compile(r"^(https?)(?::/?(?!/)|//|;//|:\\\\|:///+)", re.IGNORECASE)
_AT = re.compile(r"\s*[\[({]\s*(?:at|chiocciola)\s*[\])}]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[\[({]\s*(?:dot|punto)\s*[\])}]\s*", re.IGNORECASE)


@lru_cache(maxsize=16384)
def clean_url(text: str) -> JSON | Mended:
    """A web address with its scheme; the first, where there are several. Left out where it is none."""
    try:
        address = clean_website(_SLIPPED.sub(r"\1://", text.strip("<>\"'").rstrip(".,;")))
    except Refused as problem:
        return _first_of(text, clean_url) or left_out(problem)
    return address if address == text else read_as(text, address)


@lru_cache(maxsize=16384)
def clean_email(text: str) -> JSON | Mended:
    """A mail address; the first, where there are several. Left out where it is none."""
    written = _DOT.sub(".", _AT.sub("@", text.strip("<>\"'.,; ")))
    try:
        address = clean_mail(written)
    except Refused as problem:
        return _first_of(text, clean_email) or left_out(problem)
    return address if address.casefold() == text.casefold() else read_as(text, address)


def _first_of(text: str, clean: Callable[[str], JSON | Mended]) -> Mended | None:
    """The first of several addresses, and which are left out; None where there are not several, all sound."""
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) < 2:
        return None
    found = [clean(part) for part in parts]
    values = [each.value if isinstance(each, Mended) else each for each in found]
    if not all(values):
        return None
    others = shortened(", ".join(str(value) for value in values[1:]), 200)
    return Mended(
        values[0],
        Translated(
            it=f"Più indirizzi: tenuto il primo, non {others}.",
            en=f"Several addresses: the first kept, not {others}.",
        ),
    )
