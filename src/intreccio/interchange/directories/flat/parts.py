"""What a cell says beside the service itself: numbers, prices, languages. The same text, the same parts."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from intreccio.actors.rules.contacts import clean_phone
from intreccio.interchange.directories.cleaning.countries import ITALY
from intreccio.interchange.directories.cleaning.languages import read_languages
from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.interchange.directories.flat.categories import categories_in
from intreccio.interchange.directories.flat.costs import cost_values
from intreccio.interchange.directories.records import Record
from intreccio.interchange.directories.refining import Refiner
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

_BETWEEN = re.compile(r"\s*[;\n•]\s*|\s*,\s+")
_BETWEEN_NUMBERS = re.compile(r"\s*[;,\n]\s*|\s+[-–/]\s+|\s+(?:o|e|oppure|or)\s+")
_USUAL_NUMBER = re.compile(r"0\d{5,10}|3\d{8,9}")
WHOLE_NUMBER = 6
"""Digits: what has fewer may be the end of another number."""

_YES = frozenset({"si", "sì", "x", "yes", "true", "vero", "1", "s", "y"})
_NO = frozenset({"no", "false", "falso", "0", "n"})
_PHONE_TYPES: Mapping[str, dict[str, str]] = {
    "phone": {},
    "phone_2": {},
    "mobile": {"type": "cell"},
    "toll_free": {"description": "Numero verde"},
    "fax": {"type": "fax"},
}
_OWNER = "owner"


class Part(NamedTuple):
    """A row that belongs to another: its key is that one's with `suffix`, its link is added by whoever knows it.

    A term stands by itself: its key is `suffix`.
    """

    table: str
    suffix: str
    values: Mapping[str, JSON]
    mends: tuple[Note, ...] = ()
    problems: tuple[Note, ...] = ()


class PartReader:
    """Reads the parts of the lines of one list; remembers what it has read."""

    def __init__(self, refiner: Refiner, *, columns: Mapping[str, str]) -> None:
        self._refiner = refiner
        self._is_italian = refiner.surroundings.country == ITALY
        self._columns = columns
        self.parts = lru_cache(maxsize=65536)(self._parts)

    def _parts(self, field: str, text: str) -> tuple[Part, ...]:
        """The parts that a cell of a field says."""
        match field:
            case "phone" | "phone_2" | "mobile" | "toll_free" | "fax":
                return tuple(part for number in _numbers(text) for part in self._phones(field, number))
            case "cost":
                asks_if_free = "grat" in self._columns.get(field, "").casefold()
                return (Part("cost_option", text, cost_values(text, asks_if_free=asks_if_free)),)
            case "languages":
                return _languages(text)
            case "documents":
                return tuple(Part("required_document", piece, {"document": piece}) for piece in _pieces(text))
            case "accessibility":
                return self._accessibility(text)
            case "area":
                return tuple(Part("service_area", piece, {"name": piece}) for piece in _pieces(text))
        return self._categories(field, text)

    def _phones(self, field: str, text: str) -> tuple[Part, ...]:
        if self._is_italian and (number := _plain_number(text)):
            return (Part("phone", number, {"number": number, **_PHONE_TYPES[field]}),)
        whole, mends = _with_lost_zero(text) if self._is_italian else (text, ())
        said = {"number": whole, **_PHONE_TYPES[field], "service_id": _OWNER}
        return tuple(
            Part(
                "phone",
                f"{row.values['number']}",
                {name: value for name, value in row.values.items() if name != "service_id"},
                (*mends, *row.mends),
                row.problems,
            )
            for row in self._refiner.rows(Record("phone", "", 0, _OWNER, said))
        )

    def _accessibility(self, text: str) -> tuple[Part, ...]:
        if text.casefold() in _YES | _NO:
            words = f"{self._columns.get('accessibility', 'Accessibilità')}: {text}"
            return (Part("accessibility", words, {"description": words}),)
        return tuple(Part("accessibility", piece, {"description": piece}) for piece in _pieces(text))

    def _categories(self, field: str, text: str) -> tuple[Part, ...]:
        found = []
        for category in categories_in(text):
            taxonomy = category.taxonomy or self._columns.get(field, "")
            key = category.key if category.code else f"{taxonomy}:{category.key}"
            term = {"name": category.name, "taxonomy": taxonomy, "code": category.code or key}
            found.append(Part("taxonomy_term", key, {name: value for name, value in term.items() if value}))
            found.append(
                Part("attribute", key, {"taxonomy_term_id": key, "link_entity": "service", "label": text})
            )
        return tuple(found)


def _pieces(text: str) -> list[str]:
    return list(dict.fromkeys(piece for piece in _BETWEEN.split(text) if piece))


def _languages(text: str) -> tuple[Part, ...]:
    languages = read_languages(text)
    parts = [Part("language", code, {"name": words, "code": code}) for code, words in languages.found]
    if languages.says_more or not parts:
        note = Note("note", _more_than_languages(text))
        parts.append(Part("language", text, {"note": text}, (note,)))
    return tuple(parts)


def _with_lost_zero(text: str) -> tuple[str, tuple[Note, ...]]:
    """A number with the zero that a spreadsheet took away, where it is one with it only."""
    if text.startswith(("0", "+")) or _is_phone(text) or not _is_phone(f"0{text}"):
        return text, ()
    message = Translated(
        it=f"«{text}» aveva perso lo zero iniziale: 0{text}.", en=f"“{text}” had lost the zero in front: 0{text}."
    )
    return f"0{text}", (Note("number", message),)


def _numbers(text: str) -> list[str]:
    """Several numbers one by one, where each is clearly whole; a slash may stand inside of one."""
    pieces = [piece for piece in _BETWEEN_NUMBERS.split(text) if piece]
    are_whole = all(sum(map(str.isdigit, piece)) >= WHOLE_NUMBER for piece in pieces)
    return pieces if are_whole else [text]


def _plain_number(text: str) -> str:
    """An Italian number that is nothing else, in international form; "" where it is not that plain."""
    if _USUAL_NUMBER.fullmatch(text):
        return f"+39{text}"
    try:
        return clean_phone(text) if text.isdigit() else ""
    except Refused:
        return ""


def _is_phone(text: str) -> bool:
    try:
        return bool(clean_phone(text))
    except Refused:
        return False


def _more_than_languages(text: str) -> Translated:
    quoted = shortened(text)
    return Translated(
        it=f"«{quoted}» non sono solo nomi di lingue: il testo è nella nota.",
        en=f"“{quoted}” are not only names of languages: the text is in the note.",
    )
