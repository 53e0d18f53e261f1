"""Which column of a foreign table holds which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from intreccio.interchange.directories.names import (
    FOLDED,
    LISTED,
    Listed,
    field_named,
    folded_named,
    holds_terms,
    key_prefix,
    plain_name,
    said_by_name,
    table_named,
)


@dataclass(frozen=True)
class Plan:
    """How the cells of a line become a record of `table`.

    `key` is the place of the id (None where there is no such column), `fields` those of the fields and `listed`
    those of values that become rows of other tables; `said` is known of all lines, `unknown` are columns that
    nothing holds. `folded` names a table of `FOLDED`, whose lines become part of `table`'s rows;
    `other_key` is the place of an id by which nearly nothing is linked.
    """

    table: str
    key: int | None
    fields: tuple[tuple[int, str], ...]
    listed: tuple[tuple[int, Listed], ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    prefix: str = ""
    folded: str = ""
    other_key: int | None = None

    @cached_property
    def asked(self) -> frozenset[str]:
        """The fields for which there is a column."""
        return frozenset(name for _, name in self.fields)

    def place(self, name: str) -> int | None:
        """The place of a field's column, or of a listed one; None where there is none."""
        places = {field: place for place, field in self.fields} | {
            listed.field: place for place, listed in self.listed
        }
        return places.get(name)

    def text(self, cells: Sequence[str], name: str) -> str:
        """What a line says of a field; "" where nothing."""
        place = self.place(name)
        return "" if place is None else cells[place]

    def key_of(self, cells: Sequence[str]) -> str:
        """The source's own id of a line; "" where it has none."""
        text = "" if self.key is None else cells[self.key]
        return f"{self.prefix}{text}" if text else ""

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """What a line says, by field; several columns of one field are put together."""
        if self._one_column_each:
            return {**self.said, **{name: cells[place] for place, name in self.fields if cells[place]}}
        told: dict[str, str] = {}
        for place, name in self.fields:
            text, before = cells[place], told.get(name)
            if text and text != before:
                told[name] = f"{before}\n{text}" if before else text
        return {**self.said, **told}

    @cached_property
    def _one_column_each(self) -> bool:
        return len(self.asked) == len(self.fields)


def plan_for(name: str, columns: Sequence[str]) -> Plan | None:
    """The plan for a table by its name and columns; None where no table of a directory is meant."""
    if folded := folded_named(name):
        return _folding(folded, columns)
    table = table_named(name)
    if table == "taxonomy" and holds_terms(columns):
        table = "taxonomy_term"
    return _plan(table, name, columns) if table else None


def _folding(folded: str, columns: Sequence[str]) -> Plan:
    table, link, renamed = FOLDED[folded]
    names = [plain_name(column) for column in columns]
    fields = tuple((place, renamed[name]) for place, name in enumerate(names) if name in renamed)
    known = {*renamed, link, "id"}
    return Plan(
        table,
        names.index(link) if link in names else None,
        fields,
        unknown=tuple(column for column, name in zip(columns, names, strict=True) if name not in known),
        folded=folded,
    )


def _plan(table: str, name: str, columns: Sequence[str]) -> Plan:
    names = [plain_name(column) for column in columns]
    key = _key_place(table, name, columns, names)
    fields, listed, unknown = [], [], []
    for place, column in enumerate(names):
        field = field_named(table, column)
        if column in LISTED.get(table, {}):
            listed.append((place, LISTED[table][column]))
        elif field:
            fields.append((place, field))
        elif place != key:
            unknown.append(columns[place])
    said = dict(said_by_name(name))
    if table == "schedule" and "weekday" in names:
        said["freq"] = "WEEKLY"
    if table == "attribute" and "service_id" in names:
        said["link_entity"] = "service"
    other_key = None
    if key is not None and names[key] == "taxonomy_id":
        fields = [(place, "code" if place == key else field) for place, field in fields]
        other_key = names.index("id") if "id" in names else None
    return Plan(
        table,
        key,
        tuple(_exact_first(fields, names)),
        tuple(listed),
        said,
        tuple(column for column in unknown if plain_name(column) != "id" or other_key is None),
        key_prefix(name),
        other_key=other_key,
    )


def _key_place(table: str, name: str, columns: Sequence[str], names: Sequence[str]) -> int | None:
    """The column of the id. In Ohana's `taxonomy`, what others link to is the `taxonomy_id`."""
    if table == "taxonomy_term" and table_named(name) == "taxonomy" and "taxonomy_id" in names:
        return names.index("taxonomy_id")
    if "id" in columns:
        return columns.index("id")
    return next((names.index(each) for each in ("id", f"{table}_id") if each in names), None)


def _exact_first(fields: Sequence[tuple[int, str]], names: Sequence[str]) -> list[tuple[int, str]]:
    return sorted(fields, key=lambda found: names[found[0]] != found[1])
