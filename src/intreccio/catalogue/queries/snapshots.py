"""The whole of what a listing says, as rows: to keep it, to compare it, to put it back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from intreccio.catalogue.models import (
    Activity,
    ActivityText,
    Benefit,
    CostOption,
    RequiredDocument,
    Revision,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtSite,
    ServiceText,
)

Snapshot = Mapping[str, list[dict[str, Any]]]
"""Rows by the name of their table, each column as its JSON value."""

PARTS: dict[str, type[Model]] = {
    "text": ServiceText,
    "cost": CostOption,
    "document": RequiredDocument,
    "area": ServiceArea,
    "site": ServiceAtSite,
    "benefit": Benefit,
    "term": Service.terms.through,
    "activity": Activity,
    "activity_text": ActivityText,
    "schedule": Schedule,
}
"""The tables beside the service itself; what another row points to stands before that row."""

PLACED = frozenset({"document", "schedule"})
"""Tables whose rows have an order that people gave them."""


def snapshot(service: UUID) -> Snapshot:
    """What a listing says now; sessions, which follow from schedules, are left out."""
    rows = {"service": _rows(Service.objects.filter(pk=service))}
    return rows | {name: _rows(part_of(name, service)) for name in PARTS}


def part_of(name: str, service: UUID) -> QuerySet[Any]:
    """The rows of one table that belong to a service."""
    found = PARTS[name]._base_manager.filter(_OWNED.get(name, lambda pk: Q(service=pk))(service))
    return found.order_by(*(["place"] if name in PLACED else []), "pk")


def history(service: UUID) -> QuerySet[Revision]:
    """Every change of a listing, the latest first, without what it said."""
    return Revision.objects.filter(service=service).defer("before").order_by("-version")


def last_step(service: Service) -> Revision | None:
    """The last change of a listing, where nothing else happened to it since."""
    last = history(service.pk).first()
    return last if last and last.version == service.version else None


def objects(name: str, said: Snapshot) -> list[Any]:
    """The rows of one table as objects, but for those that speak of something that is no longer there."""
    model = PARTS.get(name, Service)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rows = [{key: _value(fields[key], value) for key, value in row.items()} for row in said[name]]
    for field in fields.values():
        if isinstance(field, ForeignKey) and field.remote_field.model not in (Service, Activity):
            named = {row[field.attname] for row in rows} - {None}
            there = {None, *field.related_model._base_manager.filter(pk__in=named).values_list("pk", flat=True)}
            rows = [row for row in rows if row[field.attname] in there]
    return [model(**row) for row in rows]


_OWNED = {
    "activity_text": lambda pk: Q(activity__service=pk),
    "schedule": lambda pk: Q(service=pk) | Q(activity__service=pk),
}


def _rows(found: QuerySet[Any]) -> list[dict[str, Any]]:
    encoder = DjangoJSONEncoder()
    return [{name: _plain(value, encoder) for name, value in row.items()} for row in found.values()]


def _plain(value: Any, encoder: DjangoJSONEncoder) -> Any:
    if isinstance(value, list):
        return [_plain(item, encoder) for item in value]
    return value if isinstance(value, str | int | dict | None) else encoder.default(value)


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, ArrayField) and value is not None:
        return [field.base_field.to_python(item) for item in value]
    return field.to_python(value)
