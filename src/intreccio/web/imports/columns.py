"""Which column is which field: what the page shows, and what comes back from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _

from intreccio.kernel.files import open_file
from intreccio.kernel.imports.kinds import ImportField, ImportKind, kind_named
from intreccio.kernel.imports.mapping import CONSTANT
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.tables import open_table, sheets
from intreccio.web.imports.wording import language
from intreccio.web.shown.imports import MappingRow
from intreccio.web.shown.pieces import Option

SAMPLED_LINES = 30
SAMPLES = 3
LONGEST_SAMPLE = 60
LONGEST_SHEET = 60

Choice = Sequence[str]
"""For each column, in order, the name of the field it fills, or ""."""


@dataclass(frozen=True)
class Peek:
    """A look at a table: its columns, the sheets where there are several, what was decided to read it."""

    rows: Sequence[MappingRow]
    sheets: Sequence[Option]
    notes: Sequence[str]


def proposed(run: ImportRun) -> Choice:
    """What is kept for this import: proposed at first, later as it was chosen."""
    fields = {column: field for field, column in run.mapping.items()}
    return [fields.get(column, "") for column in run.columns]


def chosen(run: ImportRun, sent: QueryDict) -> Choice:
    """What was chosen on the page."""
    return [sent.get(_name(place), "") for place in range(len(run.columns))]


def as_mapping(run: ImportRun, choice: Choice) -> Mapping[str, str]:
    """Column by field; where two columns fill one field, the first. What holds for every line stays."""
    pairs = [(field, column) for column, field in zip(run.columns, choice, strict=True) if field]
    kept = {field: column for field, column in run.mapping.items() if column.startswith(CONSTANT)}
    return kept | dict(reversed(pairs))


def chosen_twice(run: ImportRun, choice: Choice) -> list[str]:
    """A sentence for each field that more than one column fills."""
    found = []
    for field in kind_named(run.kind).fields:
        columns = [column for column, name in zip(run.columns, choice, strict=True) if name == field.name]
        if len(columns) > 1:
            words = {"field": field.label.text(language()), "columns": ", ".join(columns)}
            found.append(_("“%(field)s” is chosen for several columns: %(columns)s. Leave one.") % words)
    return found


def missing(kind: ImportKind, choice: Choice) -> list[str]:
    """Required fields that no column fills."""
    return [field.label.text(language()) for field in kind.fields if field.required and field.name not in choice]


def peek(run: ImportRun, choice: Choice) -> Peek:
    """Every column with its first values and the fields it may fill; the sheet it is of; what was decided."""
    kind = kind_named(run.kind)
    with open_file(run.file) as file:
        table = open_table(file, sheet=run.sheet or None, forgiving=True)
        lines = [line.cells for line in islice(table.lines, SAMPLED_LINES)]
        names = [name for name in sheets(file) if len(name) <= LONGEST_SHEET]
    rows = [
        MappingRow(column, _samples(lines, place), _name(place), _options(kind, choice[place]))
        for place, column in enumerate(run.columns)
    ]
    others = [Option(name, name, name == table.sheet) for name in names] if len(names) > 1 else []
    return Peek(rows, others, [note.text(language()) for note in table.notes])


def _samples(lines: Sequence[Sequence[str]], place: int) -> list[str]:
    different = dict.fromkeys(cells[place] for cells in lines if cells[place])
    return [_short(value) for value in islice(different, SAMPLES)]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"


def _options(kind: ImportKind, field: str) -> list[Option]:
    choices = [Option(wanted.name, _label(wanted), wanted.name == field) for wanted in kind.fields]
    return [Option("", _("Leave it out"), not field), *choices]


def _label(field: ImportField) -> str:
    name = field.label.text(language())
    return _("%(field)s (needed)") % {"field": name} if field.required else name


def _name(place: int) -> str:
    return f"column-{place}"
