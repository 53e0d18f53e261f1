"""What foreign sources said of a thing that has no place of its own here goes out again, where HSDS has one."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from intreccio.interchange.hsds.extras import code_of
from intreccio.interchange.hsds.standard import Field, Kind, things
from intreccio.kernel.ids import derived_id

_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_OURS = frozenset({"location", "service_at_location", "program"})
"""Tables whose rows are always our own: a place, above all, goes out only as we know it."""

_LEADING = frozenset({"taxonomy_term_id"})
"""Links that lead elsewhere than to the owner. Whoever loads what is kept leaves out those that lead nowhere."""

_NEEDED = frozenset({"unit"})
"""What must hang below a row, of the one thing of its kind that may."""


def with_kept(thing: str, made: dict[str, Any], kept: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The object of the HSDS table `thing` with what is `kept` of it added. What we say ourselves stays.

    What is kept of a row that we have made goes into that row.
    """
    for said in kept:
        for name, value in said.items():
            if name in things()[thing].fields:
                _add_field(thing, made, name, value)
            elif list_name := _list_of(thing, name):
                about = {"link_id": made["id"], "link_entity": thing} if name == "attribute" else {}
                rows = made.setdefault(list_name, [])
                there = {row["id"]: row for row in rows}
                for row in _rows(UUID(made["id"]), name, value):
                    _add_row(rows, there, row | about)
    return {name: value for name, value in made.items() if value != []}


def _add_field(thing: str, made: dict[str, Any], name: str, value: Any) -> None:
    field = things()[thing].fields[name]
    if name not in made and field.kind is not Kind.UUID and _fits(field, value):
        made[name] = value


def _add_row(rows: list[dict[str, Any]], there: dict[str, dict[str, Any]], row: dict[str, Any]) -> None:
    if code_of(row.get("taxonomy_term_id", "")):
        return
    if same := there.get(row["id"]):
        same |= {name: value for name, value in row.items() if name not in same}
    else:
        rows.append(row)


def _list_of(thing: str, table: str) -> str | None:
    """The list of an object in which the rows of a table hang."""
    lists = {target: name for name, target in things()[thing].many.items() if target not in _OURS}
    return lists.get(table)


def _rows(owner: UUID, table: str, value: Any) -> Iterator[dict[str, Any]]:
    known = things()[table]
    for row in value if isinstance(value, list) else ():
        if not isinstance(row, dict):
            continue
        told = {name: row[name] for name, field in known.fields.items() if _fits(field, row.get(name))}
        made = {name: said for name, said in told.items() if name in _LEADING or name not in known.links}
        made |= {
            name: unit for name, target in known.one.items() for unit in _rows(owner, target, [row.get(name)])
        }
        made.setdefault("id", str(derived_id(owner, table, json.dumps(row, sort_keys=True, default=str))))
        if _is_whole(table, made):
            yield made


def _is_whole(table: str, made: Mapping[str, Any]) -> bool:
    """Whether the standard would take it: all that must be there is, and beside the id there is something."""
    known = things()[table]
    required: Iterable[str] = (field.name for field in known.fields.values() if field.required)
    return all(name in made for name in (*required, *_NEEDED & known.one.keys())) and len(made) > 1


def _fits(field: Field, value: Any) -> bool:
    """Whether a value is one that the standard allows for a field, and says something."""
    if field.kind is Kind.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, str) or not value:
        return False
    return (not field.choices or value in field.choices) and _reads(field.kind, value)


def _reads(kind: Kind, value: str) -> bool:
    try:
        match kind:
            case Kind.UUID:
                UUID(value)
            case Kind.DATE:
                date.fromisoformat(value)
            case Kind.TIME:
                time.fromisoformat(value)
            case Kind.DATETIME:
                datetime.fromisoformat(value)
            case Kind.URI:
                return bool(_URI.fullmatch(value))
            case Kind.EMAIL:
                return bool(_MAIL.fullmatch(value))
    except ValueError:
        return False
    return True
