"""Putting back what a listing said before."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, ForeignKey, Model

from intreccio.catalogue.actions.activities import replan
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.listings import publish, withdraw
from intreccio.catalogue.actions.revisions import remember
from intreccio.catalogue.actions.services import EDITABLE
from intreccio.catalogue.events import ListingRestored
from intreccio.catalogue.models import Activity, Revision, Service
from intreccio.catalogue.queries.snapshots import PARTS, Snapshot, history, part_of
from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.listing import freshness_on
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

UNDONE = "undone"
"""The reason with which a listing is withdrawn whose publishing was undone."""

OURS_TO_SAY = frozenset(EDITABLE) - {"organisation", "confirmed_on", "freshness", "changed_at"}


@action
def restore(*, service: Service, revision: Revision, by: Who, expected: int) -> None:
    """Have a listing say again what it said before a change, as true today; it stays published or not.

    Raises `VersionConflict` where the listing is not at version `expected` any more.
    """
    _put_back(service, revision, Change.RESTORED, confirmed_on=clock.today().isoformat(), by=by, expected=expected)


@action
def undo(*, service: Service, by: Who, expected: int) -> None:
    """Take the last step back. Raises `Refused` where something else happened since, `VersionConflict`."""
    last = history(service.pk).first()
    if expected != service.version:
        raise VersionConflict(f"service {service.pk} is at version {service.version}, not {expected}.")
    if last is None or last.version != service.version:
        raise Refused(
            Translated(
                it="L'ultimo passo non si può più annullare: guarda nella storia delle modifiche.",
                en="The last step can no longer be undone: look in the history of changes.",
            )
        )
    match Change(last.change):
        case Change.WITHDRAWN:
            publish(service=service, by=by)
        case Change.PUBLISHED:
            withdraw(service=service, reason=UNDONE, by=by)
        case _:
            confirmed_on = last.before["service"][0]["confirmed_on"]
            _put_back(service, last, Change.UNDONE, confirmed_on=confirmed_on, by=by, expected=expected)


def _put_back(
    service: Service, revision: Revision, change: Change, *, confirmed_on: str, by: Who, expected: int
) -> None:
    if revision.service != service.pk:
        raise ValueError("a listing takes back only what it said itself")
    remember(service, change, by=by, expected=expected)
    said: Snapshot = revision.before
    [row] = said["service"]
    for field in Service._meta.concrete_fields:
        if field.name in OURS_TO_SAY:
            setattr(service, field.attname, _value(field, row[field.attname]))
    service.confirmed_on = _value(Service._meta.get_field("confirmed_on"), confirmed_on)
    service.freshness = freshness_on(
        clock.today(), confirmed_on=service.confirmed_on, review_months=service.review_months
    )
    service.changed_at = clock.now()
    service.save_version(update_fields=EDITABLE, expected=expected)
    _put_back_parts(service.pk, said)
    record(ListingRestored(service.pk, revision.pk, change is Change.UNDONE), by=by)
    index([service.pk])


def _put_back_parts(service: UUID, said: Snapshot) -> None:
    """Groups keep their sessions where they stay; all other rows are made anew."""
    part_of("activity", service).exclude(pk__in=[row["id"] for row in said["activity"]]).delete()
    for name in reversed(PARTS):
        if name != "activity":
            part_of(name, service).delete()
    for name, model in PARTS.items():
        made = _made(model, said[name])
        if name == "activity":
            model._base_manager.bulk_create(
                made,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=[field.name for field in model._meta.concrete_fields if field.name != "id"],
            )
        else:
            model._base_manager.bulk_create(made)
    replan(Activity.objects.filter(service=service))


def _made(model: type[Model], rows: Iterable[dict[str, Any]]) -> list[Model]:
    """Rows as they were, but for those that speak of something that is no longer there."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    made = [{name: _value(fields[name], value) for name, value in row.items()} for row in rows]
    for field in fields.values():
        if isinstance(field, ForeignKey):
            named = {row[field.attname] for row in made} - {None}
            there = {None, *field.related_model._base_manager.filter(pk__in=named).values_list("pk", flat=True)}
            made = [row for row in made if row[field.attname] in there]
    return [model(**row) for row in made]


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, ArrayField) and value is not None:
        return [field.base_field.to_python(item) for item in value]
    return field.to_python(value)
