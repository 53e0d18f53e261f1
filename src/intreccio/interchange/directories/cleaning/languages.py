"""Languages by code or by name, in English, Italian or their own words; several in one text; sentences."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_BETWEEN = re.compile(
    r"\s*(?:[,;/|&+\n•·]|\.\s|\s-\s|\band/or\b|\band\b|\bor\b|\bplus\b|\be\b|\bed\b|\by\b|\bund\b|\bet\b)\s*"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_AROUND = re.compile(
    r"^(?:lingua|language|lang|some|limited|also|fluent)\s+|\s+(?:language|speaking|spoken|only)$"
)
_REGION = re.compile(r"([a-z]{2,3})[-_](?:[a-z]{2}|[a-z]{4}|419)", re.IGNORECASE)

_DATA = "intreccio.interchange.directories"


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages found in a text, as (ISO 639 code, words of the text), and whether it says more than those."""

    found: tuple[tuple[str, str], ...]
    says_more: bool = False


@cache
def _names() -> dict[str, str]:
    """Codes by name and code, in small letters. Source of codes: ISO 639-1, -2 and, where these have none, -3."""
    rows = csv.DictReader(files(_DATA).joinpath("data/languages.csv").read_text("utf-8").splitlines())
    names: dict[str, str] = {}
    for row in rows:
        for name in (row["code"], *filter(None, row["three"].split("|")), *row["names"].split("|")):
            names.setdefault(name.casefold(), row["code"])
    return names


@lru_cache(maxsize=4096)
def language_code(text: str) -> str:
    """The ISO 639 code of a language by its code or name, "" where it is none.

    >>> language_code("SPA"), language_code("spagnolo"), language_code("pt-BR"), language_code("Call first")
    ('es', 'es', 'pt', '')
    """
    folded = text.strip(" .:;*").casefold()
    names = _names()
    for form in (folded, _AROUND.sub("", folded), _BRACKETS.sub(" ", folded).strip()):
        if form in names:
            return names[form]
    region = _REGION.fullmatch(folded)
    return names.get(region[1], "") if region else ""


@lru_cache(maxsize=4096)
def read_languages(text: str) -> Languages:
    """The languages that a text names, each once, and whether it says more; a sentence may name none."""
    whole = language_code(text)
    if whole:
        return Languages(((whole, text.strip(" .:;*")),))
    parts = [part.replace("\0", ",").strip(" .:;*") for part in _BETWEEN.split(_outside_brackets(text))]
    found: dict[str, str] = {}
    for part in parts:
        if code := language_code(part):
            found.setdefault(code, part)
    says_more = any(part and not language_code(part) for part in parts)
    return Languages(tuple(found.items()), says_more)


def _outside_brackets(text: str) -> str:
    """`text` whose commas inside brackets do not separate."""
    return re.sub(r"\([^()]*\)", lambda found: found[0].replace(",", "\0"), text)
