"""Putting back what a listing said before."""

from datetime import date
from typing import Any
from uuid import UUID

from intreccio.catalogue.actions.activities import refuse_if_booked, replan
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.listings import publish, withdraw
from intreccio.catalogue.actions.revisions import remember
from intreccio.catalogue.actions.services import EDITABLE
from intreccio.catalogue.events import ListingRestored
from intreccio.catalogue.models import Activity, Revision, Service
from intreccio.catalogue.queries.snapshots import PARTS, Snapshot, history, objects, part_of
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
    put_back(
        service, _of(service, revision), Change.RESTORED, confirmed_on=clock.today(), by=by, expected=expected
    )
    record(ListingRestored(service.pk, revision.pk, undone=False), by=by)


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
            confirmed_on = date.fromisoformat(last.before["service"][0]["confirmed_on"])
            put_back(
                service, _of(service, last), Change.UNDONE, confirmed_on=confirmed_on, by=by, expected=expected
            )
            record(ListingRestored(service.pk, last.pk, undone=True), by=by)


def put_back(
    service: Service, said: Snapshot, change: Change, *, confirmed_on: date, by: Who, expected: int
) -> None:
    """Have a listing say a whole that was kept of it; part of an action."""
    remember(service, change, by=by, expected=expected)
    [was] = objects("service", said)
    for field in Service._meta.concrete_fields:
        if field.name in OURS_TO_SAY:
            setattr(service, field.attname, getattr(was, field.attname))
    service.confirmed_on = confirmed_on
    service.freshness = freshness_on(
        clock.today(), confirmed_on=service.confirmed_on, review_months=service.review_months
    )
    service.changed_at = clock.now()
    service.save_version(update_fields=EDITABLE, expected=expected)
    _put_back_parts(service.pk, said, by=by)
    index([service.pk])


def _of(service: Service, revision: Revision) -> Snapshot:
    if revision.service != service.pk:
        raise ValueError("a listing takes back only what it said itself")
    said: Snapshot = revision.before
    return said


def _put_back_parts(service: UUID, said: Snapshot, *, by: Who) -> None:
    """Groups keep their sessions where they stay; all other rows are made anew."""
    leaving = Activity.objects.filter(service=service).exclude(pk__in=[row["id"] for row in said["activity"]])
    refuse_if_booked(leaving)
    leaving.delete()
    for name in reversed(PARTS):
        if name != "activity":
            part_of(name, service).delete()
    for name, model in PARTS.items():
        keeping = KEPT if name == "activity" else {}
        model._base_manager.bulk_create(objects(name, said), **keeping)
    replan(Activity.objects.filter(service=service), by=by)


KEPT: dict[str, Any] = {
    "update_conflicts": True,
    "unique_fields": ["id"],
    "update_fields": [field.name for field in Activity._meta.concrete_fields if field.name != "id"],
}
"""Groups that are still there are not made again."""
