"""From an object with all that hangs below it to the rows of the tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from intreccio.interchange.hsds.standard import Thing, things

Row = dict[str, Any]


def flat(thing: str, made: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """The rows that an object gives, each with its table; whatever hangs below it points back to it."""
    known = things()[thing]
    row = {name: made[name] for name in known.fields if name in made}
    for name, target in known.one.items():
        if name in made:
            row[f"{target}_id"] = made[name]["id"]
            yield from flat(target, made[name])
    yield thing, row
    # In tables anything may have attributes, even what has none in JSON.
    for name, target in {**known.many, "attributes": "attribute"}.items():
        for below in made.get(name, ()):
            yield from flat(target, below | _back(known, row["id"], target))


def _back(owner: Thing, id: str, target: str) -> Row:
    """How a row below an object says what it belongs to."""
    if target == "attribute":
        return {"link_id": id, "link_entity": owner.name}
    if target == "metadata":
        return {"resource_id": id, "resource_type": owner.name}
    link = f"{owner.name}_id"
    return {link: id} if link in things()[target].fields else {}


def is_whole(table: str, row: Row) -> bool:
    """Whether everything is there that the table must have."""
    known = things()[table]
    needed = [
        field.name for field in known.fields.values() if field.required or field.name in known.tabular_required
    ]
    return all(row.get(name) not in (None, "") for name in needed)
