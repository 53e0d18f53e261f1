"""What can be imported: rooms above describe their kind here, and the engine does the rest.

A kind says which fields it wants, checks one row at a time, tells what is there already, and writes many rows
at once. It is registered in the `AppConfig.ready()` of whoever owns it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from intreccio.kernel.acting import Who
from intreccio.kernel.text import Translated

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
Values = Mapping[str, JSON]
"""A row's clean values by field. Empty ones are left out: an import never empties what is there."""


@dataclass(frozen=True)
class ImportField:
    """One thing a row may tell.

    `aliases` are further names of columns that hold it; `looks_like` knows its values by sight, for a
    column whose name says nothing.
    """

    name: str
    label: Translated
    required: bool = False
    help: Translated = field(default_factory=Translated)
    aliases: tuple[str, ...] = ()
    looks_like: Callable[[str], bool] | None = None


@dataclass(frozen=True)
class Note:
    """Something to say about one field of a row: how it was mended, or why it cannot be taken."""

    field: str
    message: Translated


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


class InWords(Protocol):
    """Clean values as people read them: names for codes and ids. One answer a row, in order."""

    def __call__(self, rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]: ...


def as_they_are(rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]:
    """For kinds whose values read well as they are."""
    return [{name: Translated(en=str(value)) for name, value in row.items() if value is not None} for row in rows]


@dataclass(frozen=True)
class ImportKind:
    """Everything the engine must know of one kind of import.

    `checker` reads once what checks need to know, such as codes, and gives the check. `key` is the natural
    key in a row's clean values: a second row with the same key is refused. `labels` names values that are
    no field of the file.
    """

    slug: str
    label: Translated
    fields: tuple[ImportField, ...]
    checker: Callable[[], Check]
    key: Callable[[Values], str]
    existing: Existing
    apply: Apply
    labels: Mapping[str, Translated] = field(default_factory=dict)
    in_words: InWords = as_they_are

    def label_of(self, name: str) -> Translated:
        """What people call a value or field."""
        labels = {wanted.name: wanted.label for wanted in self.fields} | dict(self.labels)
        return labels.get(name, Translated(en=name))


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
