"""Rows of a table as they are checked, found and written: what a `TableKind` is made of."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from intreccio.kernel.acting import Who
from intreccio.kernel.imports.kinds import Note, Undone, Values
from intreccio.kernel.text import Translated


@dataclass(frozen=True)
class Checked:
    """A row after its check. With any problem it is refused, whatever else is right."""

    values: Values = field(default_factory=dict)
    mends: tuple[Note, ...] = ()
    problems: tuple[Note, ...] = ()


Check = Callable[[Mapping[str, str]], Checked]
"""Takes the trimmed text of each mapped field ("" where empty). Pure: the same row, the same answer."""


@dataclass(frozen=True)
class ReadyRow:
    """A row to be written. `before` holds what it changes, as it was; None where the row is new."""

    number: int
    key: str
    values: Values
    before: Values | None


class Existing(Protocol):
    """What is there, by key: the values an import may change, None where there is none yet.

    A field left out is not the import's to change. With `lock`, the rows stay as they are until the
    transaction ends.
    """

    def __call__(self, keys: Collection[str], *, lock: bool = False) -> Mapping[str, Values]: ...


class Apply(Protocol):
    """Writes rows, new and changed, in a few statements; runs inside an action."""

    def __call__(self, rows: Sequence[ReadyRow], *, by: Who) -> None: ...


class Undo(Protocol):
    """Takes rows back that `Apply` wrote, where they still stand as written; runs inside an action."""

    def __call__(self, rows: Sequence[ReadyRow], *, by: Who) -> Undone: ...


class InWords(Protocol):
    """Clean values as people read them: names for codes and ids. One answer a row, in order."""

    def __call__(self, rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]: ...
