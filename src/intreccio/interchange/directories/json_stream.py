"""The objects of a JSON document of any length, one at a time: its text is never held whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from intreccio.interchange.directories.json_text import LARGEST, TOO_LARGE, no_json, parse, skip
from intreccio.interchange.directories.names import plain_name, table_named
from intreccio.interchange.directories.rows import DirectoryRefused
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

CHUNK = 1 << 18
"""Characters read at once."""

ENVELOPES = frozenset({"contents", "content", "items", "data", "results", "value", "records"})
"""Where pages of an API hold their objects."""

_SPACE = " \t\n\r\ufeff"

NO_OBJECT = Translated(it="Non è un oggetto JSON.", en="This is not a JSON object.")


@dataclass(frozen=True, slots=True)
class Piece:
    """One object of a document, or why it is none. `number` counts from 1; `list` names the list it stands in."""

    number: int
    list: str
    value: JSON | Refused


def pieces(text: TextIO) -> Iterator[Piece]:
    """The objects of a document: of a list, of a page, of lists by table, or the single one.

    Raises `DirectoryRefused` where it is no JSON, which nothing after can be trusted.
    """
    stream = _Stream(text)
    for number, (name, value) in enumerate(_top(stream), 1):
        yield Piece(number, name, value if isinstance(value, dict | Refused) else Refused(NO_OBJECT))
    if stream.peek():
        raise stream.broken(
            it="C'è altro dopo la fine del documento.", en="There is more after the document's end."
        )


def _top(stream: "_Stream") -> Iterator[tuple[str, JSON | Refused]]:
    if stream.peek() == "[":
        for value in stream.elements():
            yield "", value
    elif stream.is_short():
        yield from _inside(stream.value())
    else:
        yield from _members(stream)


def _inside(value: JSON | Refused) -> Iterator[tuple[str, JSON | Refused]]:
    """What a short document holds."""
    if not isinstance(value, dict):
        yield "", value
        return
    lists = {name: member for name, member in value.items() if isinstance(member, list) and _is_list(name)}
    if lists and not _is_one_thing(value):
        for name, members in lists.items():
            for member in members:
                yield _table(name), member
    else:
        yield "", value


def _members(stream: "_Stream") -> Iterator[tuple[str, JSON | Refused]]:
    """What a long document holds: its lists are read element by element."""
    stream.take("{")
    while stream.peek() != "}":
        name = stream.value()
        stream.take(":")
        if not isinstance(name, str) or _is_one_thing({name: None}):
            raise DirectoryRefused(TOO_LARGE)
        if stream.peek() == "[" and _is_list(name):
            for value in stream.elements():
                yield _table(name), value
        else:
            stream.value()
        if stream.peek() != "}":
            stream.take(",")
    stream.take("}")


def _is_list(name: str) -> bool:
    return plain_name(name) in ENVELOPES or bool(_table(name))


def _is_one_thing(value: dict[str, JSON]) -> bool:
    """Whether an object is a service, an organisation or the like, whose lists are its own."""
    return not {"id", "name"}.isdisjoint(value)


def _table(name: str) -> str:
    return table_named(name.removesuffix(".csv").removesuffix(".json"))


class _Stream:
    """A text of which only what is being read is held."""

    def __init__(self, text: TextIO) -> None:
        self._source = text
        self._text, self._at, self._before, self._ended = "", 0, 0, False

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._more()

    def take(self, character: str) -> None:
        """Step over `character`, which must come next."""
        if self.peek() != character:
            raise self.broken(it=f"Qui serve «{character}».", en=f"Here “{character}” is needed.")
        self._at += 1

    def elements(self) -> Iterator[JSON | Refused]:
        """The elements of the list that begins here; one that is refused does not end it."""
        self.take("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def value(self) -> JSON | Refused:
        """The value that begins here, or why it cannot be taken."""
        self.peek()
        while True:
            try:
                found, end = self._parsed()
            except json.JSONDecodeError as problem:
                if self._ended or self._held > LARGEST:
                    raise self._refused(problem) from problem
            except RecursionError as problem:
                raise self.broken(it="È annidato troppo a fondo.", en="It is nested too deeply.") from problem
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return found
            self._more()

    def is_short(self) -> bool:
        """Whether what is left fits into memory as one object."""
        while not self._ended and self._held <= LARGEST:
            self._more()
        return self._ended and self._held <= LARGEST

    def broken(self, *, it: str, en: str) -> DirectoryRefused:
        """What to say of the place where reading stands."""
        place = self._before + self._at + 1
        return DirectoryRefused(Translated(it=f"carattere {place}: {it}", en=f"character {place}: {en}"))

    @property
    def _held(self) -> int:
        return len(self._text) - self._at

    def _parsed(self) -> tuple[JSON | Refused, int]:
        try:
            return parse(self._text, self._at)
        except Refused as refusal:
            return refusal, skip(self._text, self._at)

    def _more(self) -> None:
        """Read as much again as is held, so that a long value is not begun too often."""
        wanted = max(CHUNK, self._held)
        chunk = self._source.read(wanted)
        self._before += self._at
        self._text, self._at, self._ended = self._text[self._at :] + chunk, 0, not chunk

    def _refused(self, problem: json.JSONDecodeError) -> DirectoryRefused:
        if self._held > LARGEST:
            return DirectoryRefused(TOO_LARGE)
        what = no_json(problem)
        self._at = problem.pos
        return self.broken(it=what["it"], en=what["en"])
