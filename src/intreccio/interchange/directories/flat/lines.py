"""What a line says, cell by cell, before anything is made of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from intreccio.interchange.directories.cleaning.texts import NOTHING, clean_text, is_plain
from intreccio.interchange.directories.flat.addresses import HIDDEN, WHERE, is_hidden
from intreccio.interchange.directories.flat.casing import spoken
from intreccio.interchange.directories.flat.fields import SPOKEN
from intreccio.kernel.imports.bodies import Line
from intreccio.kernel.imports.kinds import Note
from intreccio.kernel.imports.mapping import ColumnMapping, constants, places
from intreccio.kernel.text import Translated

NAPLES = "NA"
"""Letters of a province that elsewhere say that there is no value."""

_DASHES = re.compile(r"[-–—]+")
LOST_LETTER = "\ufffd"

LETTERS_LOST = Translated(
    it="Nel file alcune lettere sono andate perse (�): il testo è rimasto così.",
    en="Some letters were lost in the file (�): the text stays like that.",
)


@dataclass(slots=True)
class Said:
    """The clean text of each mapped field of a line that has any; `mends` tell how it was mended, by field.

    With any of `problems` nothing can be made of the line.
    """

    number: int
    fields: dict[str, str]
    mends: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


class LineReader:
    """Takes out of lines what they say. What is not public is not taken."""

    def __init__(self, columns: Sequence[str], mapping: ColumnMapping, spoken_columns: Collection[str]) -> None:
        self._constants = constants(mapping)
        self._places = list(places(mapping, columns).items())
        self._fields = {place: name for name, place in self._places}
        self._shouted = [name for name, column in mapping.items() if column in spoken_columns and name in SPOKEN]
        self._width = len(columns)

    def read(self, line: Line) -> Said:
        """What a line says."""
        cells = line.cells
        said = Said(line.number, {name: cells[place] for name, place in self._places if cells[place]})
        if self._constants:
            said.fields = self._constants | said.fields
        if line.remarks:
            said.mends += [
                Note(self._fields[place], text) for place, text in line.remarks if place in self._fields
            ]
        if line.refusal:
            said.problems.append(Note("", line.refusal))
        elif line.surplus:
            said.problems.append(Note("", self._too_wide(line)))
        _clean(said)
        for name in self._shouted:
            if name in said.fields:
                said.fields[name] = spoken(said.fields[name])
        if is_hidden(said.fields):
            _hide(said)
        return said

    def _too_wide(self, line: Line) -> Translated:
        found = self._width + line.surplus
        return Translated(
            it=f"la riga ha {found} celle, l'intestazione {self._width}: forse manca una virgoletta.",
            en=f"the row has {found} cells, the header {self._width}: perhaps a quotation mark is missing.",
        )


_is_plain = lru_cache(maxsize=16384)(is_plain)
"""For texts with accents, which take a closer look and repeat themselves."""


def _clean(said: Said) -> None:
    values = said.fields.values()
    joined = " ".join(values)
    if LOST_LETTER in joined:
        said.mends += [Note(name, LETTERS_LOST) for name, text in said.fields.items() if LOST_LETTER in text]
    if NOTHING.isdisjoint(values) and (is_plain(joined) if joined.isascii() else all(map(_is_plain, values))):
        return
    for name, text in list(said.fields.items()):
        if text == NAPLES and name == "province":
            continue
        clean, mends = clean_text(text)
        if not _DASHES.fullmatch(text):
            said.mends += [Note(name, message) for message in mends]
        if clean:
            said.fields[name] = clean
        else:
            del said.fields[name]


def _hide(said: Said) -> None:
    for name in WHERE:
        said.fields.pop(name, None)
    said.mends.append(Note("address", HIDDEN))
