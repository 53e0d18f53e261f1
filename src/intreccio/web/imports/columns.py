"""Which column is which field: what the page shows, and what comes back from it."""

from collections.abc import Mapping, Sequence
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _

from intreccio.kernel.files import open_file
from intreccio.kernel.imports.kinds import ImportField, ImportKind, kind_named
from intreccio.kernel.imports.mapping import CONSTANT
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.plain_text import writable
from intreccio.kernel.imports.tables import open_table, sheets
from intreccio.web.imports.wording import language
from intreccio.web.shown.imports import MappingRow
from intreccio.web.shown.pieces import Option

SAMPLED_LINES = 30
SAMPLES = 3
LONGEST_SAMPLE = 60
LONGEST_SHEET = 60
OTHERS_SHOWN = 40
"""Columns without a field that are shown without asking."""

Choice = Sequence[str]
"""For each column, in order, the name of the field it fills, or ""."""


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


def rows(run: ImportRun, choice: Choice, *, places: Sequence[int]) -> list[MappingRow]:
    """The columns at some places, with their first values and the fields they may fill."""
    kind = kind_named(run.kind)
    samples = _samples(run)
    return [
        MappingRow(run.columns[place], samples[place], _name(place), _options(kind, choice[place]))
        for place in places
    ]


def worth_showing(choice: Choice) -> list[int]:
    """Places of the columns that fill a field, and of some others: of a very wide table most fill none."""
    others = [place for place, field in enumerate(choice) if not field][:OTHERS_SHOWN]
    return sorted({*others, *(place for place, field in enumerate(choice) if field)})


def other_sheets(run: ImportRun) -> list[Option]:
    """The sheets of a workbook that has several, to choose another."""
    with open_file(run.file) as file:
        names = [name for name in sheets(file) if len(name) <= LONGEST_SHEET]
        current = run.sheet or (open_table(file).sheet if len(names) > 1 else "")
    return [Option(name, name, name == current) for name in names] if len(names) > 1 else []


def _samples(run: ImportRun) -> list[list[str]]:
    with open_file(run.file) as file:
        table = open_table(file, sheet=run.sheet or None, forgiving=True)
        lines = [line.cells for line in islice(table.lines, SAMPLED_LINES)]
    found = []
    for place in range(len(run.columns)):
        different = dict.fromkeys(cells[place] for cells in lines if cells[place])
        found.append([_short(value) for value in islice(different, SAMPLES)])
    return found


def _short(text: str) -> str:
    text = writable(text)
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"


def _options(kind: ImportKind, field: str) -> list[Option]:
    choices = [Option(wanted.name, _label(wanted), wanted.name == field) for wanted in kind.fields]
    return [Option("", _("Leave it out"), not field), *choices]


def _label(field: ImportField) -> str:
    name = field.label.text(language())
    return _("%(field)s (needed)") % {"field": name} if field.required else name


def _name(place: int) -> str:
    return f"column-{place}"
