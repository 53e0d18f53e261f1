"""Which column holds which field: proposed from the columns' names and values, corrected by whoever knows."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from intreccio.kernel.imports.headers import BETWEEN
from intreccio.kernel.imports.kinds import ImportField
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

ColumnMapping = Mapping[str, str]
"""Column by field. What begins with `CONSTANT` is no column: the text after it holds for every line."""

CONSTANT = "="

SAME, NEAR, BY_SIGHT = 100.0, 82.0, 50.0
"""How sure a proposal is: the same name; the least likeness of near names (of 100); by its values only."""

FARTHER, NOT_SAME, LAST_PART = 0.01, 2.0, 3.0
"""What is taken off a likeness: for each name before the one that fits; for a near name; for half a name."""

SHORTEST_NEAR = 5
"""Names shorter than this must be the same: "pr" and "cap" are near to too much."""

MOST_UNLIKE = 0.5
ALL_ALIKE = 0.9
"""Shares of a column's values that look right: below the first its name is not believed."""


class MappingRefused(Refused):
    """The mapping names what does not exist, or leaves out what is required."""


class _Proposal(NamedTuple):
    sureness: float
    field: str
    column: str


def propose(
    columns: Sequence[str],
    fields: Sequence[ImportField],
    samples: Sequence[Sequence[str]] = (),
    given: ColumnMapping | None = None,
) -> dict[str, str]:
    """The likeliest column of each field, each column once; `given` goes first. `samples` are some rows.

    Raises `MappingRefused` where `given` speaks of a field or column that is not there.
    """
    mapping = refuse_unknown(given or {}, columns, fields)
    proposals = sorted(_proposals(columns, fields, samples), key=lambda proposal: -proposal.sureness)
    for proposal in proposals:
        if proposal.field not in mapping and proposal.column not in mapping.values():
            mapping[proposal.field] = proposal.column
    return mapping


def refuse_unknown(given: ColumnMapping, columns: Sequence[str], fields: Sequence[ImportField]) -> dict[str, str]:
    """`given`, if all its fields and columns are there; else `MappingRefused`, naming the nearest."""
    names = [wanted.name for wanted in fields]
    for field, column in given.items():
        if field not in names:
            raise _unknown(field, names, Translated(it="un campo", en="a field"))
        if column not in columns and not column.startswith(CONSTANT):
            raise _unknown(column, columns, Translated(it="una colonna", en="a column"))
    return dict(given)


def refuse_incomplete(mapping: ColumnMapping, columns: Sequence[str], fields: Sequence[ImportField]) -> None:
    """Raises `MappingRefused` where a required field has no column."""
    for wanted in fields:
        if wanted.required and wanted.name not in mapping:
            raise MappingRefused(
                Translated(
                    it=f"nessuna colonna per «{wanted.label.text('it')}» ({wanted.name}); "
                    f"le colonne sono: {', '.join(columns)}.",
                    en=f"no column holds “{wanted.label.text('en')}” ({wanted.name}); "
                    f"the columns are: {', '.join(columns)}.",
                ),
                field=wanted.name,
            )


def constants(mapping: ColumnMapping) -> dict[str, str]:
    """What holds for every line, by field."""
    return {
        field: column.removeprefix(CONSTANT).strip()
        for field, column in mapping.items()
        if column.startswith(CONSTANT)
    }


def places(mapping: ColumnMapping, columns: Sequence[str]) -> dict[str, int]:
    """Where the column of each field stands, from 0."""
    return {field: columns.index(column) for field, column in mapping.items() if not column.startswith(CONSTANT)}


def compared(name: str) -> str:
    """A column's name as compared: `"Città (sede)"` → `"citta sede"`."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", plain))


def _unknown(name: str, known: Sequence[str], noun: Translated) -> MappingRefused:
    nearest = process.extractOne(name, known, processor=compared)
    hint = nearest[0] if nearest and nearest[1] > 60 else ", ".join(known)
    return MappingRefused(
        Translated(
            it=f"«{name}» non è {noun.text('it')}; forse: {hint}.",
            en=f"“{name}” is not {noun.text('en')}; perhaps: {hint}.",
        ),
        field=name,
    )


def _proposals(
    columns: Sequence[str], fields: Sequence[ImportField], samples: Sequence[Sequence[str]]
) -> list[_Proposal]:
    values = {
        column: [row[place] for row in samples if place < len(row) and row[place]]
        for place, column in enumerate(columns)
    }
    scored = (
        _Proposal(_sureness(wanted, column, values[column]), wanted.name, column)
        for wanted in fields
        for column in columns
    )
    return [proposal for proposal in scored if proposal.sureness > 0]


def _sureness(wanted: ImportField, column: str, values: Sequence[str]) -> float:
    name = _name_likeness(wanted, column)
    if wanted.looks_like is None or not values:
        return name
    share = sum(map(wanted.looks_like, values)) / len(values)
    if share < MOST_UNLIKE:
        return 0.0
    return name or (BY_SIGHT if share >= ALL_ALIKE and wanted.by_sight else 0.0)


def _name_likeness(wanted: ImportField, column: str) -> float:
    """How alike the column's name, or the last part of a name of two lines, is to one of the field's."""
    names = _names_of(wanted)
    whole, _, part = column.rpartition(BETWEEN)
    last = 0.0 if not whole else _likeness(compared(part), names) - LAST_PART
    return max(_likeness(compared(column), names), last, 0.0)


def _likeness(seen: str, names: Sequence[str]) -> float:
    if seen in names:
        return SAME - FARTHER * names.index(seen)
    if len(seen) < SHORTEST_NEAR:
        return 0.0
    likeness = max(fuzz.token_sort_ratio(seen, name) for name in names)
    return likeness - NOT_SAME if likeness >= NEAR else 0.0


@lru_cache(maxsize=1024)
def _compared_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(compared, names)))


def _names_of(wanted: ImportField) -> Sequence[str]:
    return _compared_names((wanted.name, *wanted.label.values(), *wanted.aliases))
