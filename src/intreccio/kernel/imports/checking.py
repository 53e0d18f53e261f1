"""From lines of a file to rows with an outcome: pure but for one look at what is there already."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from intreccio.kernel.imports.kinds import ImportField, Note, Values
from intreccio.kernel.imports.mapping import ColumnMapping, constants, places
from intreccio.kernel.imports.rows import Check, Checked, Existing
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.tables import Line
from intreccio.kernel.text import Translated


@dataclass(frozen=True)
class JudgedRow:
    """A row and what would become of it."""

    number: int
    outcome: Outcome
    key: str
    checked: Checked
    before: Values | None = None

    def columns(self) -> tuple[object, ...]:
        """As `ROW_COLUMNS`, with JSON as text."""
        notes = [_note(note, problem=False) for note in self.checked.mends]
        notes += [_note(note, problem=True) for note in self.checked.problems]
        mended = bool(self.checked.mends) and self.outcome is not Outcome.REFUSED
        before = None if self.before is None else _text(self.before)
        values = _text(self.checked.values)
        return (self.number, self.number, self.outcome, mended, self.key, values, before, _text(notes), "", "", "")


ROW_COLUMNS = ("number", "line", "outcome", "mended", "key", "values", "before", "notes", "table", "file", "part")


class LineReader:
    """Takes the mapped fields out of a line."""

    def __init__(self, fields: Sequence[ImportField], columns: Sequence[str], mapping: ColumnMapping) -> None:
        self._places = places(mapping, columns)
        self._constants = constants(mapping)
        self._absent = {field.name: "" for field in fields}
        self._required = [field for field in fields if field.required]
        self._width = len(columns)

    def check(self, line: Line, check: Check) -> Checked:
        """The kind's check of `line`, unless its shape is wrong or something required is empty."""
        if line.refusal:
            return Checked(problems=(Note("", line.refusal),))
        if line.surplus:
            return Checked(problems=(self._too_wide(line),))
        values = self.said(line)
        remarks = self._remarks(line)
        empty = [field for field in self._required if not values.get(field.name)]
        if empty:
            return Checked(mends=remarks, problems=tuple(Note(field.name, _EMPTY) for field in empty))
        checked = check({**self._absent, **values})
        return replace(checked, mends=(*remarks, *checked.mends)) if remarks else checked

    def _remarks(self, line: Line) -> tuple[Note, ...]:
        """How the cells of mapped columns were read."""
        return tuple(
            Note(field, remark.message)
            for remark in line.remarks
            for field, place in self._places.items()
            if place == remark.place
        )

    def said(self, line: Line) -> dict[str, str]:
        """What a line says of the mapped fields, as it stands there."""
        return self._constants | {
            field: line.cells[place] for field, place in self._places.items() if line.cells[place]
        }

    def _too_wide(self, line: Line) -> Note:
        found = self._width + line.surplus
        return Note(
            "",
            Translated(
                it=f"la riga ha {found} celle, l'intestazione {self._width}: forse manca una virgoletta.",
                en=f"the row has {found} cells, the header {self._width}: perhaps a quotation mark is missing.",
            ),
        )


_EMPTY = Translated(it="è vuoto, ma serve.", en="is empty, but needed.")


def judge(
    lines: Sequence[Line],
    *,
    key: Callable[[Values], str],
    existing: Existing,
    reader: LineReader,
    check: Check,
) -> Iterator[JudgedRow]:
    """Each line with its outcome, comparing with what is there. Refused ones keep what the line said."""
    checked = [(line.number, _kept(reader.check(line, check), line, reader)) for line in lines]
    keys = {number: key(row.values) for number, row in checked if not row.problems}
    there = existing(set(keys.values())) if keys else {}
    for number, row in checked:
        if row.problems:
            yield JudgedRow(number, Outcome.REFUSED, _key_said(row.values, key), row)
        else:
            yield _compare(number, keys[number], row, there)


def _key_said(values: Values, key: Callable[[Values], str]) -> str:
    """What a refused line gives as its key, if anything."""
    try:
        return key(values)
    except KeyError:
        return ""


def _kept(row: Checked, line: Line, reader: LineReader) -> Checked:
    return replace(row, values=reader.said(line)) if row.problems else row


def _compare(number: int, key: str, row: Checked, existing: Mapping[str, Values]) -> JudgedRow:
    there = existing.get(key)
    if there is None:
        return JudgedRow(number, Outcome.NEW, key, row)
    before = {field: value for field, value in there.items() if _differs(row.values.get(field), value)}
    if not before:
        return JudgedRow(number, Outcome.UNCHANGED, key, row)
    return JudgedRow(number, Outcome.CHANGED, key, row, before)


def _differs(value: object, there: object) -> bool:
    return value is not None and value != there


def still_as_checked(rows: Mapping[str, Values | None], existing: Existing) -> bool:
    """Whether what `rows` (values before, by key) would replace is still there, and locked from now on."""
    there = existing(set(rows), lock=True)
    return all(
        key not in there if before is None else key in there and before.items() <= there[key].items()
        for key, before in rows.items()
    )


def _note(note: Note, *, problem: bool) -> dict[str, object]:
    return {"field": note.field, "problem": problem, "message": note.message}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
