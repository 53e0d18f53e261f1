"""What every object is made with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from intreccio.catalogue.models import Term
from intreccio.interchange.hsds.reader import ITALIAN, Reader

Object = dict[str, Any]
"""An HSDS object: no value in it is None, no text or list empty unless the standard wants it there."""

Kept = Mapping[str, Any]
"""What a foreign source said of one thing that has no place here, by HSDS field or table."""


@dataclass(frozen=True)
class Making:
    """For whom objects are made, and what they need beside their own rows.

    `kept` is by the id of what it is about. `accessibility` are the terms of that taxonomy by code. `exact`
    objects are made for tables: what HSDS has no field for goes along as attributes of our own (see `extras`),
    and organisations, places and terms, which have tables of their own, are not repeated in what points to them.
    """

    reader: Reader = ITALIAN
    kept: Mapping[UUID, Sequence[Kept]] = field(default_factory=dict)
    accessibility: Mapping[str, Term] = field(default_factory=dict)
    exact: bool = False


def said(**fields: Any) -> Object:
    """The fields that say something: HSDS has no null, a field without a value is left out."""
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}


def distinct(made: Iterable[tuple[UUID, Object]]) -> list[Object]:
    """Objects with identifiers that follow from their content; of several alike only the first."""
    return list({id: {"id": str(id), **fields} for id, fields in reversed(list(made))}.values())[::-1]
