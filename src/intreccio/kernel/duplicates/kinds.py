"""What can be merged: rooms above describe their kind of record here, and the rest is done for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from intreccio.analysis.matching import Record
from intreccio.kernel.journal import Event
from intreccio.kernel.models.bases import MergeableModel
from intreccio.kernel.text import Translated

M = TypeVar("M", bound=MergeableModel)
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Filling:
    """Columns to change: what the kept record takes over, and what the lost one has to give up for that."""

    kept: Columns = field(default_factory=dict)
    lost: Columns = field(default_factory=dict)


@dataclass(frozen=True)
class DuplicateKind(Generic[M]):
    """Everything the engine must know of one kind of record.

    `standing()` are the rows that stand by themselves and may be compared. `records(owner)` reads them for the
    matching: all, or what belongs to one organisation. `refuse(kept, lost)` raises `Refused` where the two must
    not be merged. `fill(kept, lost)` is pure, and what it says of a column depends on that column of the two rows
    and on their names alone. References, as `"actors.Member.organisation"`, are moved, unless `stay(kept, lost)`
    names them, or they are `only_if_none` and the kept record has some of its own. `derive(row)` gives the columns
    that follow from others; `settle(ids)` brings derived tables in step. Of two, the one of more `worth` is the
    likelier to be kept.
    """

    slug: str
    label: Translated
    model: type[M]
    standing: Callable[[], QuerySet[M]]
    records: Callable[[UUID | None], list[Record]]
    merged: Callable[[UUID, UUID], Event]
    separated: Callable[[UUID, UUID], Event]
    fill: Callable[[M, M], Filling]
    refuse: Callable[[M, M], None] = lambda kept, lost: None
    stay: Callable[[M, M], frozenset[str]] = lambda kept, lost: frozenset()
    only_if_none: frozenset[str] = frozenset()
    derive: Callable[[M], Columns] = lambda row: {}
    worth: Callable[[M], tuple[int, ...]] = lambda row: ()
    settle: Callable[[Sequence[UUID]], None] = lambda ids: None


class NoSuchKind(KeyError):
    """Nothing of this name can be merged. The message names what can."""

    def __str__(self) -> str:
        return str(self.args[0])


_kinds: dict[str, DuplicateKind[Any]] = {}


def register_kind(kind: DuplicateKind[Any]) -> None:
    """Make `kind` known by its slug. ValueError where another has it."""
    if _kinds.setdefault(kind.slug, kind) is not kind:
        raise ValueError(f"Two kinds of record are called {kind.slug}.")


def kind_named(slug: str) -> DuplicateKind[Any]:
    """The kind of this slug. `NoSuchKind` where there is none."""
    if slug not in _kinds:
        raise NoSuchKind(f"Nothing called {slug!r} can be merged; there are: {', '.join(_kinds)}.")
    return _kinds[slug]


def kinds() -> list[DuplicateKind[Any]]:
    """All kinds, those that own others first."""
    return list(_kinds.values())


def fill_empty(kept: MergeableModel, lost: MergeableModel, columns: Sequence[str]) -> dict[str, Any]:
    """What `lost` knows of `columns` and `kept` does not."""
    empty: tuple[object, ...] = (None, "", [])
    return {
        column: getattr(lost, column)
        for column in columns
        if getattr(kept, column) in empty and getattr(lost, column) not in empty
    }
