"""JSON objects taken apart: what each of their names means in HSDS 3.2."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from intreccio.interchange.directories.names import (
    FOLDED,
    LISTED,
    Listed,
    field_named,
    folded_named,
    plain_name,
    table_named,
)
from intreccio.interchange.directories.tables import TABLES
from intreccio.kernel.imports.kinds import JSON

_LIKELIEST = ("service", "organization", "location", "service_at_location", "taxonomy_term", "taxonomy")
"""Tables of objects that stand by themselves; where several fit equally well, the first."""


class Meaning(Enum):
    """What a name in an object stands for."""

    KEY = auto()
    FIELD = auto()
    LISTED = auto()
    FOLDED = auto()
    TABLE = auto()
    NOTHING = auto()


@dataclass(slots=True)
class Apart:
    """An object of one table, taken apart.

    `said` are its own values as text; `linked` stand inside it and are linked to by the field named first,
    the organisation before others;
    `owned` are linked to it, each with the name it had; `listed` are values that become rows.
    """

    said: dict[str, str] = field(default_factory=dict)
    linked: list[tuple[str, str, Mapping[str, JSON]]] = field(default_factory=list)
    owned: list[tuple[str, str, Mapping[str, JSON]]] = field(default_factory=list)
    listed: list[tuple[Listed, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def take_apart(value: Mapping[str, JSON], table: str) -> Apart:
    """What an object of `table` says, holds and links to; blank values are left out."""
    apart = Apart()
    for name, member in value.items():
        if isinstance(member, str):
            _take_value(apart, table, name, member.strip())
        elif inner := _objects(member):
            _take_objects(apart, table, name, inner)
            if isinstance(member, list) and len(inner) < len(member):
                apart.unknown.append(name)
        else:
            _take_value(apart, table, name, as_text(member))
    apart.linked.sort(key=lambda linked: linked[1] != "organization")
    return apart


def _objects(member: JSON) -> list[dict[str, JSON]]:
    """The objects in a value: itself, or those in a list."""
    if isinstance(member, list):
        return [each for each in member if isinstance(each, dict)]
    return [member] if isinstance(member, dict) and member else []


def _take_objects(apart: Apart, table: str, name: str, members: list[dict[str, JSON]]) -> None:
    meaning, target = _meaning_of_objects(table, name)
    link = _link_to(table, target)
    if meaning is Meaning.FOLDED:
        _fold(apart, target, members)
    elif meaning is not Meaning.TABLE:
        apart.unknown.append(name)
    elif link and len(members) == 1:
        apart.linked.append((link, target, members[0]))
    else:
        apart.owned += [(target, name, member) for member in members]


def _take_value(apart: Apart, table: str, name: str, text: str) -> None:
    if not text:
        return
    meaning, target = _meaning(table, name)
    if meaning is Meaning.KEY:
        return
    if meaning is Meaning.LISTED:
        apart.listed.append((LISTED[table][target], text))
    elif meaning is Meaning.FIELD:
        before = apart.said.get(target)
        apart.said[target] = f"{before}\n{text}" if before and before != text else text
    else:
        apart.unknown.append(name)


def _fold(apart: Apart, folded: str, members: Iterable[Mapping[str, JSON]]) -> None:
    renamed = FOLDED[folded][2]
    for member in members:
        for name, value in member.items():
            field, text = renamed.get(plain_name(name), ""), as_text(value)
            if field and text:
                before = apart.said.get(field)
                apart.said[field] = f"{before}\n{text}" if before and before != text else text


@lru_cache(maxsize=4096)
def _meaning(table: str, name: str) -> tuple[Meaning, str]:
    """What a name with a plain value, or a list of them, means in `table`."""
    plain = plain_name(name)
    if plain == "id":
        return Meaning.KEY, ""
    if plain in LISTED.get(table, {}):
        return Meaning.LISTED, plain
    found = field_named(table, name)
    return (Meaning.FIELD, found) if found else (Meaning.NOTHING, "")


@lru_cache(maxsize=4096)
def _meaning_of_objects(table: str, name: str) -> tuple[Meaning, str]:
    """What a name with objects means in `table`."""
    folded = folded_named(name)
    if folded and FOLDED[folded][0] == table:
        return Meaning.FOLDED, folded
    found = table_named(name)
    if table == "attribute" and found == "taxonomy":
        found = "taxonomy_term"
    return (Meaning.TABLE, found) if found else (Meaning.NOTHING, "")


def _link_to(table: str, target: str) -> str:
    """The field by which a row of `table` links to one of `target`; "" where it does not."""
    return next(
        (field for field, linked in TABLES[table].links.items() if linked == target and field != "parent_id"), ""
    )


def as_text(value: JSON) -> str:
    """A value as a table would write it."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case list():
            return ", ".join(filter(None, map(as_text, value)))
        case dict():
            return ""
    return str(value)


def table_of(value: Mapping[str, JSON], *hints: str) -> str:
    """The table of an object: the first that a hint names, else the one its names fit; "" where none."""
    named = next((table for hint in hints if (table := table_named(hint))), "")
    return named or _table_by_names(tuple(value))


@lru_cache(maxsize=1024)
def _table_by_names(names: tuple[str, ...]) -> str:
    fitting = {table: sum(_fits(table, name) for name in names) for table in _LIKELIEST}
    best = max(_LIKELIEST, key=fitting.__getitem__)
    return best if fitting[best] > 1 else ""


def _fits(table: str, name: str) -> int:
    """How well a name fits an object of `table`: the one thing that it links to tells most."""
    if _meaning(table, name)[0] in (Meaning.FIELD, Meaning.LISTED):
        return 1
    meaning, target = _meaning_of_objects(table, name)
    if meaning is not Meaning.TABLE:
        return int(meaning is Meaning.FOLDED)
    if _link_to(table, target) and plain_name(name) == target:
        return 2
    return int(f"{table}_id" in TABLES[target].fields or target in ("attribute", "metadata"))
