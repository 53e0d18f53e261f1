"""Telephone numbers of any country, to international form where that is certain."""

import re
from dataclasses import dataclass
from functools import lru_cache

from intreccio.actors.rules.contacts import clean_phone
from intreccio.interchange.directories.cleaning.countries import CALLING, ITALY, NORTH_AMERICA
from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

_LABEL = re.compile(
    r"^(?:tel(?:efono|ephone)?|phone|ph|cell(?:ulare)?|mob(?:ile)?|fax|t|n)\b[.:\s]+|^tel:", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"[\s,;(]*(?:\b(?:ext(?:ension|n)?|int(?:erno)?|option|opt|press)\b|(?<=[\d\s)])x|#)[\s.:#]*(\d{1,6})\)?\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[/;,|\n]|\b(?:or|oppure|and|e|o|ou|y)\b|\s-\s)\s*", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s.\-–—‑/()\[\]*'\"]+")
_VANITY = re.compile(r"(?:\D*\d){3}[\d\s().\-–]*[A-Z][A-Z\d\s().\-–]*", re.IGNORECASE)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_AMERICAN_SHAPE = re.compile(r"(?:\+?1[\s.\-]?)?\(?[2-9]\d\d\)?[\s.\-]?\d{3}[\s.\-]\d{4}")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")

SHORTEST, LONGEST = 7, 15
"""Digits of a number with its country code, by ITU E.164; shorter ones are numbers for all of a country."""


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers in one text, each in international form where its country is certain."""

    numbers: tuple[str, ...]
    extension: str = ""
    notes: tuple[Translated, ...] = ()


@lru_cache(maxsize=16384)
def clean_phones(text: str, *, country: str = "", prefix: str = "") -> Phones:
    """The numbers in a text: one, mostly; `extension` belongs to the only or last one.

    `country` is where the directory is from ("" unknown), `prefix` the calling code if a column tells it. Raises
    `Refused` where no number can be read.
    """
    notes: list[Translated] = []
    bare = _LABEL.sub("", text.strip().strip("\"'")).strip()
    found = _EXTENSION.search(bare)
    if found:
        bare = bare[: found.start()]
        notes.append(_extension_note(found[1]))
    parts = [part for part in _BETWEEN.split(bare) if part]
    if len(parts) < 2 or not all(sum(map(str.isdigit, part)) >= 6 for part in parts):
        parts = [bare]
    numbers = [_one(part, text, country, prefix, notes) for part in parts]
    distinct = tuple(dict.fromkeys(numbers))
    if len(distinct) > 1:
        notes.append(_several(text))
    return Phones(distinct, found[1] if found else "", tuple(notes))


def _one(part: str, text: str, country: str, prefix: str, notes: list[Translated]) -> str:
    spelt = _without_letters(part, notes)
    number = _PUNCTUATION.sub("", re.sub(r"^\+?(\d+)\s*\(0\)", r"+\1", spelt))
    number = re.sub(r"^(?:00|011(?=[2-9]\d{9}))", "+", number)
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise _no_phone(text)
    if number.startswith("+"):
        return _checked(number, text)
    if code := re.sub(r"\D", "", prefix):
        return _checked(f"+{code}{number if code == '39' else number.removeprefix('0')}", text)
    return _national(number, spelt, country, text)


def _national(number: str, written: str, country: str, text: str) -> str:
    if country == ITALY or (not country and not _AMERICAN_SHAPE.fullmatch(written.strip())):
        try:
            return clean_phone(number)
        except Refused:
            if country:
                raise
    if len(number) < SHORTEST:
        return _short(number, text)
    if country in NORTH_AMERICA or (not country and _AMERICAN_SHAPE.fullmatch(written.strip())):
        return _american(number, text)
    if country in CALLING:
        return _checked(f"+{CALLING[country]}{number.removeprefix('0')}", text)
    return number if len(number) <= LONGEST else _checked(number, text)


def _american(number: str, text: str) -> str:
    national = number.removeprefix("1") if len(number) == 11 else number
    if len(national) == 7:
        return national
    if len(national) != 10:
        raise _no_phone(text)
    return f"+1{national}"


def _short(number: str, text: str) -> str:
    if len(number) < 3:
        raise _no_phone(text)
    return number


def _checked(number: str, text: str) -> str:
    if number.startswith("+39"):
        return clean_phone(number)
    if not SHORTEST <= len(number) - 1 <= LONGEST or number[1] == "0":
        raise _no_phone(text)
    return number


def _without_letters(part: str, notes: list[Translated]) -> str:
    """Letters of a vanity number as the digits of their keys; other text as it is."""
    part = _IN_BRACKETS.sub("", part) if re.search(r"[A-Za-z]", part) else part
    if not _VANITY.fullmatch(part):
        return part
    digits = part.upper().translate(_KEYPAD)
    count = sum(map(str.isdigit, digits))
    if not 7 <= count <= 15:
        return part
    spelt = re.sub(r"\D", "", digits)
    american = f"+{spelt[:11]}" if spelt.startswith("1") else spelt[:10]
    notes.append(_vanity_note(part, american))
    return american


def _no_phone(text: str) -> Refused:
    quoted = shortened(text)
    return Refused(
        Translated(it=f"«{quoted}» non è un numero di telefono.", en=f"“{quoted}” is not a telephone number."),
        field="number",
    )


def _vanity_note(text: str, digits: str) -> Translated:
    quoted = shortened(text)
    return Translated(
        it=f"Le lettere di «{quoted}» sono diventate i tasti da premere: {digits}.",
        en=f"The letters of “{quoted}” became the keys to press: {digits}.",
    )


def _extension_note(extension: str) -> Translated:
    return Translated(
        it=f"L'interno {extension} stava nel numero: è stato messo a parte.",
        en=f"Extension {extension} stood in the number: it was set apart.",
    )


def _several(text: str) -> Translated:
    quoted = shortened(text)
    return Translated(
        it=f"«{quoted}» sono più numeri: ciascuno ha la sua riga.",
        en=f"“{quoted}” are several numbers: each has a row of its own.",
    )
