"""What can be imported: rooms above bring their kinds here, and the engine takes them through their steps.

A kind says how it looks at a file, checks it, writes what it found and takes it back again. It is registered in
the `AppConfig.ready()` of whoever owns it. There are two sorts: `TableKind` (one table, one record a line; see
`table_kinds`), and kinds with a reader of their own, such as directories, whose rows are of several tables.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from intreccio.kernel.acting import Who
from intreccio.kernel.files.kinds import Limits
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.text import Translated

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
Values = Mapping[str, JSON]
"""A row's clean values by field. Empty ones are left out."""

Progress = Callable[[int, int], None]
"""Told now and then how many rows are done, of how many (0 where nobody knows yet); stops a step by raising."""


@dataclass(frozen=True)
class ImportField:
    """One thing a line of a table may tell.

    `aliases` are further names of columns that hold it, the likelier ones first; `looks_like` knows its values by
    sight: a column whose values do not look so is not believed and, with `by_sight`, one whose values do is taken
    though its name says nothing.
    """

    name: str
    label: Translated
    required: bool = False
    help: Translated = field(default_factory=Translated)
    aliases: tuple[str, ...] = ()
    looks_like: Callable[[str], bool] | None = None
    by_sight: bool = True


@dataclass(frozen=True)
class Note:
    """Something to say about one field of a row: how it was mended, or why it cannot be taken."""

    field: str
    message: Translated


@dataclass(frozen=True)
class Shape:
    """What a file looks like before it is checked. Files that are no single table have no columns."""

    lines: int
    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What somebody says of a file when bringing it: column by field, the sheet, the source it comes from.

    `partial` is said of a file that holds only some of what its source has.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    source: str = ""
    partial: bool = False


@dataclass(frozen=True)
class Undone:
    """What became of an import's traces: rows put back as they were, taken out again, left as they are."""

    restored: int = 0
    removed: int = 0
    left: int = 0

    def __add__(self, other: "Undone") -> "Undone":
        return Undone(self.restored + other.restored, self.removed + other.removed, self.left + other.left)


class ImportKind(Protocol):
    """Everything the engine must know of one kind of import.

    Each method runs inside the engine's transaction. `fields` is empty where there are no columns to choose.
    """

    @property
    def slug(self) -> str:
        """Its stable name."""

    @property
    def label(self) -> Translated:
        """What people call it."""

    @property
    def about(self) -> Translated:
        """What it takes in and what becomes of it, in a sentence or two."""

    @property
    def has_sources(self) -> bool:
        """Whether whoever brings a file says from which source it comes."""

    @property
    def fields(self) -> tuple[ImportField, ...]:
        """What the columns of a table may hold."""

    @property
    def takes(self) -> Limits:
        """Which files it takes."""

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """Look at a seekable file. Raises `Refused` or `FileRefused` where it cannot be read."""

    def check(self, run: ImportRun, file: BinaryIO, *, progress: Progress) -> None:
        """Put every row of the file into `run.rows`, each with its outcome; may set `run.alarms`."""

    def apply(self, run: ImportRun, *, by: Who, progress: Progress) -> None:
        """Write the new and changed rows. Raises `OutOfDate` where something changed since the check."""

    def follow_up(self, run: ImportRun, *, progress: Progress) -> None:
        """What is best done once `apply` or `undo` is committed; a job does it too, should this be broken off."""

    def undo(self, run: ImportRun, *, by: Who, progress: Progress) -> Undone:
        """Take back what `apply` wrote, where nobody has changed it since. Raises `Refused`."""

    def label_of(self, name: str) -> Translated:
        """What people call a value or field."""

    def table_named(self, name: str) -> Translated:
        """What people call a table, where there are several."""

    def in_words(self, rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]:
        """Clean values as people read them: names for codes and ids. One answer a row, in order."""


class OutOfDate(Exception):
    """What a checked file would change has changed since: check it again."""


class NoSuchKind(KeyError):
    """Nothing of this name can be imported. The message names what can."""

    def __str__(self) -> str:
        return str(self.args[0])


_kinds: dict[str, ImportKind] = {}


def register_kind(kind: ImportKind) -> None:
    """Make `kind` known by its slug. ValueError where another has it."""
    if _kinds.setdefault(kind.slug, kind) is not kind:
        raise ValueError(f"Two kinds of import are called {kind.slug}.")


def kind_named(slug: str) -> ImportKind:
    """The kind of this slug. `NoSuchKind` where there is none."""
    if slug not in _kinds:
        raise NoSuchKind(f"Nothing called {slug!r} can be imported; there are: {', '.join(sorted(_kinds))}.")
    return _kinds[slug]


def kinds() -> list[ImportKind]:
    """All kinds, by slug."""
    return [_kinds[slug] for slug in sorted(_kinds)]


def as_they_are(rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]:
    """For kinds whose values read well as they are."""
    return [{name: Translated(en=str(value)) for name, value in row.items() if value is not None} for row in rows]
