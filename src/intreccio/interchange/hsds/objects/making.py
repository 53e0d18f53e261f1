"""What every object is made with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from intreccio.actors.models import OrganisationText, Site, Unit
from intreccio.catalogue.models import (
    Activity,
    ActivityText,
    Contact,
    CostOption,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceAtSite,
    ServiceText,
    Term,
)
from intreccio.interchange.hsds.reader import ITALIAN, Reader

Object = dict[str, Any]
"""An HSDS object: no value in it is None, no text or list empty unless the standard wants it there."""

Kept = Mapping[str, Any]
"""What a foreign source said of one thing that has no place here, by HSDS field or table."""

T = TypeVar("T")


class By(dict[UUID, list[T]]):
    """Rows by the identifier of what they belong to; none where nothing belongs."""

    def __missing__(self, owner: UUID) -> list[T]:
        return []


@dataclass(frozen=True)
class Parts:
    """The rows that hang below services and organisations, in their order.

    They are not reached through the rows themselves: for so many that would take Django as long as the rest.
    """

    texts: By[ServiceText] = field(default_factory=By)
    costs: By[CostOption] = field(default_factory=By)
    documents: By[RequiredDocument] = field(default_factory=By)
    areas: By[ServiceArea] = field(default_factory=By)
    terms: By[Term] = field(default_factory=By)
    held: By[ServiceAtSite] = field(default_factory=By)
    activities: By[Activity] = field(default_factory=By)
    activity_texts: By[ActivityText] = field(default_factory=By)
    schedules: By[Schedule] = field(default_factory=By)
    organisation_texts: By[OrganisationText] = field(default_factory=By)
    units: By[Unit] = field(default_factory=By)
    sites: By[Site] = field(default_factory=By)
    contacts: By[Contact] = field(default_factory=By)
    phones: By[Phone] = field(default_factory=By)


@dataclass(frozen=True)
class Making:
    """For whom objects are made, and what they need beside their own rows.

    `kept` is by the id of what it is about. `accessibility` are the terms of that taxonomy by code. `exact`
    objects are made for tables: what HSDS has no field for goes along as attributes of our own (see `extras`),
    and organisations, places and terms, which have tables of their own, are not repeated in what points to them.
    `made_terms` remembers terms, which many things share.
    """

    reader: Reader = ITALIAN
    parts: Parts = field(default_factory=Parts)
    kept: Mapping[UUID, Sequence[Kept]] = field(default_factory=dict)
    accessibility: Mapping[str, Term] = field(default_factory=dict)
    exact: bool = False
    made_terms: dict[UUID, Object] = field(default_factory=dict)


def said(**fields: Any) -> Object:
    """The fields that say something: HSDS has no null, a field without a value is left out."""
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}


def distinct(made: Iterable[tuple[UUID, Object]]) -> list[Object]:
    """Objects with identifiers that follow from their content; of several alike only the first."""
    found: dict[UUID, Object] = {}
    for id, fields in made:
        found.setdefault(id, {"id": str(id), **fields})
    return list(found.values())
