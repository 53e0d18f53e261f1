"""A row on its way from HSDS's names to ours: values that fit our columns, and what there is to say."""

from dataclasses import dataclass, field
from typing import Protocol

from intreccio.interchange.directories.rows import Row
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.text import Translated

LINK = "_link"
"""Under this name stands the source's own key of whom the row belongs to."""

ELSE = "_else"
"""Under this name stands whom a part belongs to where the nearest owner is not there."""

TO = "_to"
"""Under this name stands the source's own key of what a part leads to."""

KEPT = "_kept"
"""Under this name stands, in the values of a row, what has no place of ours, by the field of HSDS."""


class Linking(Protocol):
    """Whoever knows our identifiers of a source's things."""

    def link(self, table: str, key: str) -> str:
        """Our identifier of what a link names."""


@dataclass(slots=True)
class Draft:
    """One row in the making. `part` and `owner` say of what it is a part, if of anything.

    An `exact` one says something in a form of our own; `further` are more rows of the same line. One that is
    aside is accounted for and becomes nothing itself.
    """

    row: Row
    values: dict[str, JSON] = field(default_factory=dict)
    part: str = ""
    owner: str | None = None
    mends: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    exact: bool = False
    is_aside: bool = False
    further: list["Draft"] = field(default_factory=list)

    def belong(self, ids: "Linking", table: str, key: str, part: str) -> None:
        """Make the row the `part` of the row of `table` with this key."""
        self.part, self.owner = f"{table}.{part}", ids.link(table, key)
        self.values[LINK] = key

    def lead(self, ids: "Linking", name: str, table: str, field: str) -> None:
        """Put what a part leads to, beside whom it belongs to."""
        key = self.said(field)
        self.values[name], self.values[TO] = ids.link(table, key), key

    def link(self, ids: "Linking", table: str, field: str) -> None:
        """Put whom the row belongs to, without being a part of it."""
        key = self.said(field)
        self.values[table], self.values[LINK] = ids.link(table, key), key

    def said(self, name: str) -> str:
        """What the source says in a field, as text; "" where it says nothing."""
        value = self.row.values.get(name)
        return "" if value is None else str(value)

    def put(self, name: str, value: JSON) -> None:
        """Set a value, unless it is empty."""
        if value not in (None, "", [], {}):
            self.values[name] = value

    def fit(self, name: str, said: str, longest: int) -> None:
        """Put the text that the source says in `said`, cut where it is too long."""
        text = self.said(said)
        if len(text) > longest:
            self.mends.append(Note(said, _cut(len(text), longest)))
            self.keep(said)
            text = f"{text[: longest - 1].rstrip()}…"
        self.put(name, text)

    def keep(self, *names: str) -> None:
        """Keep fields that have no place of ours, as the source says them."""
        kept = self.values.setdefault(KEPT, {})
        assert isinstance(kept, dict)
        kept.update({name: self.row.values[name] for name in names if name in self.row.values})
        if not kept:
            del self.values[KEPT]

    def keep_whole(self, *without: str) -> None:
        """Keep the row as its source says it, but for links to whom it is kept with."""
        said = {name: value for name, value in self.row.values.items() if name not in without}
        link = {LINK: self.values[LINK]} if LINK in self.values else {}
        self.values = {"id": self.row.key, **said, **link}

    def leave(self, name: str, message: Translated) -> None:
        """Keep a field that cannot be used here, and tell why."""
        self.mends.append(Note(name, message))
        self.keep(name)

    def mend(self, name: str, message: Translated) -> None:
        """Tell how a field was mended."""
        self.mends.append(Note(name, message))

    def set_aside(self, message: Translated) -> None:
        """Do nothing with the row itself, and tell why."""
        self.is_aside, self.part, self.owner, self.values = True, "", None, {}
        self.mends.append(Note("", message))

    def refuse(self, name: str, message: Translated) -> None:
        """Tell why the row cannot be taken."""
        self.problems.append(Note(name, message))


def _cut(length: int, longest: int) -> Translated:
    return Translated(
        it=f"Il testo ha {length} caratteri; ne sono mostrati {longest}, il resto è conservato.",
        en=f"The text has {length} characters; {longest} are shown, the rest is kept.",
    )
