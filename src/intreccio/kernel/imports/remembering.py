"""Columns as they were chosen before: what was applied for a source is proposed before anything is guessed."""

from collections.abc import Sequence

from intreccio.kernel.imports.kinds import Asked, ImportField
from intreccio.kernel.imports.mapping import CONSTANT, ColumnMapping, propose, refuse_unknown
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import RunState

LOOKED_AT = 20
"""Imports of a source among which one with the same header is sought: some send two tables in turn."""


def propose_as_before(
    kind: str,
    columns: Sequence[str],
    fields: Sequence[ImportField],
    samples: Sequence[Sequence[str]],
    asked: Asked,
) -> dict[str, str]:
    """Column by field: what was `asked`, else as with the latest applied import of the source, else guessed.

    Where the header is the same as then, nothing is guessed: what was left out stays left out. Raises
    `MappingRefused` where what was asked speaks of a field or column that is not there.
    """
    given = refuse_unknown(asked.mapping, columns, fields)
    same, known = _known(kind, asked.source, columns, {field.name for field in fields})
    taken = set(given.values())
    before = {field: column for field, column in known.items() if column not in taken} | given
    return before if same else propose(columns, fields, samples, before)


def _known(kind: str, source: str, columns: Sequence[str], fields: set[str]) -> tuple[bool, ColumnMapping]:
    """Whether such a header was applied before, and the mapping of then, as far as it fits."""
    runs = ImportRun.objects.filter(kind=kind, source=source, state=RunState.APPLIED)
    applied = list(runs.order_by("-applied_at").values_list("columns", "mapping")[:LOOKED_AT])
    same = [mapping for names, mapping in applied if tuple(names) == tuple(columns)]
    chosen: ColumnMapping = next(iter(same), applied[0][1] if applied else {})
    present = {*columns, *(column for column in chosen.values() if column.startswith(CONSTANT))}
    fitting = {field: column for field, column in chosen.items() if field in fields and column in present}
    return bool(same), fitting
