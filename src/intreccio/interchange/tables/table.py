"""A list as a table: its columns in words, its rows in batches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from intreccio.interchange.hsds.reader import Reader
from intreccio.kernel.text import Translated

Cells = list[str]
RowsOf = Callable[[Sequence[UUID], Reader], Iterator[Cells]]
BATCH = 500


@dataclass(frozen=True)
class Table:
    """A table that is still to be filled: `rows` makes those of a batch of identifiers."""

    name: Translated
    columns: tuple[Translated, ...]
    rows: RowsOf


def spaced(phone: str) -> str:
    """`+390350001080` as `+39 0350001080`: with a space, spreadsheets do not take it for a number."""
    return f"+39 {national}" if (national := phone.removeprefix("+39")) != phone else phone


def batches(ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    """Identifiers, so many at a time."""
    for start in range(0, len(ids), BATCH):
        yield list(ids[start : start + BATCH])
