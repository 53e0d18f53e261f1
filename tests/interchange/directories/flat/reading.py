"""Lists as people write them, read as directories, for tests."""

import io
from collections.abc import Mapping
from typing import Any

from intreccio.interchange.directories.flat.fields import FIELDS
from intreccio.interchange.directories.flat.reading import FlatList, open_list
from intreccio.interchange.directories.rows import Row
from intreccio.kernel.imports.mapping import propose


def flat_list(content: str | bytes, *, given: Mapping[str, str] | None = None, **options: Any) -> FlatList:
    """The list, its columns mapped as they are proposed."""
    file = io.BytesIO(content.encode() if isinstance(content, str) else content)
    table, samples = open_list(file)
    mapping = propose(table.columns, FIELDS, samples, given)
    return FlatList(file, name="elenco.csv", mapping=mapping, **options)


def rows(content: str | bytes, **options: Any) -> list[Row]:
    return list(flat_list(content, **options).rows())


def values(content: str | bytes, table: str, **options: Any) -> list[dict[str, Any]]:
    """Values of the rows of one table."""
    return [dict(row.values) for row in rows(content, **options) if row.table == table]


def line(**cells: str) -> str:
    """A list of one line, with a service and these cells."""
    cells = {"servizio": "Gruppo di cammino", **cells}
    quoted = ('"{}"'.format(cell.replace('"', '""')) for cell in cells.values())
    return ";".join(cells) + "\n" + ";".join(quoted) + "\n"
