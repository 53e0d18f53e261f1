"""Names for identifiers of ours, for people who read what a directory says."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Model

from intreccio.actors.models import Organisation, Site, Unit
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.models import Taxonomy, Term
from intreccio.kernel.imports.kinds import JSON, Values
from intreccio.kernel.text import Translated
from intreccio.territory.models import Area, Territory, Zone

Names = Mapping[str, Translated]
"""Names by identifier."""

_NAMED: Mapping[str, tuple[type[Model], ...]] = {
    "organization": (Organisation,),
    "unit": (Unit,),
    "parent": (Organisation, Term),
    "taxonomy": (Taxonomy,),
    "term": (Term,),
    "site": (Site,),
    "municipality": (Area,),
    "area": (Area,),
    "zone": (Zone,),
    "territory": (Territory,),
}
"""What the identifiers in a field of this name are of."""

CONFIDENTIAL = Translated(it="un luogo riservato", en="a confidential place")


def names_in(rows: Sequence[Values]) -> Names:
    """The names of everything that rows speak of, one query for each sort of thing; places of refuge have none."""
    wanted: dict[type[Model], set[UUID]] = {}
    for row in rows:
        for field, key in _identifiers(row):
            for model in _NAMED[field]:
                wanted.setdefault(model, set()).add(key)
    return {str(key): name for model, keys in wanted.items() for key, name in _names(model, keys)}


def _identifiers(value: JSON | Values) -> Iterator[tuple[str, UUID]]:
    if isinstance(value, Mapping):
        for field, inner in value.items():
            if field in _NAMED and isinstance(inner, str) and (key := identifier(inner)):
                yield field, key
            else:
                yield from _identifiers(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _identifiers(item)


def identifier(text: str) -> UUID | None:
    """The identifier that a text is, if it is one."""
    try:
        return UUID(text) if len(text) == len(str(UUID(int=0))) else None
    except ValueError:
        return None


def _names(model: type[Model], keys: set[UUID]) -> Iterator[tuple[UUID, Translated]]:
    if model is Site:
        for key, name, visibility in Site.objects.filter(pk__in=keys).values_list("pk", "name", "visibility"):
            yield key, Translated(it=name) if visibility == AddressVisibility.PUBLIC else CONFIDENTIAL
        return
    for key, name in model._base_manager.filter(pk__in=keys).values_list("pk", "name"):
        yield key, Translated(name) if isinstance(name, dict) else Translated(it=name)
