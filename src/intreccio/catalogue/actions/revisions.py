"""Keeping the history of listings: what each said before a change."""

from intreccio.catalogue.models import Revision, Service
from intreccio.catalogue.queries.snapshots import snapshot
from intreccio.catalogue.rules.changes import Change
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.models import VersionConflict


def remember(service: Service, change: Change, *, by: Who, expected: int | None = None) -> None:
    """Keep what a listing says, just before it is changed; part of the action that changes it.

    `expected` is the version that the change is made upon, by default the one loaded. Raises `VersionConflict`
    where the listing is at another.
    """
    upon = service.version if expected is None else expected
    if not Service.objects.select_for_update(no_key=True).filter(pk=service.pk, version=upon).exists():
        raise VersionConflict(f"service {service.pk} is no longer at version {upon}.")
    Revision.objects.create(
        service=service.pk,
        version=upon + 1,
        change=change,
        at=clock.now(),
        user=by.user,
        before=snapshot(service.pk),
    )


def touch(service: Service) -> None:
    """Count a change of what belongs to a listing as one of the listing; part of an action."""
    service.changed_at = clock.now()
    service.save_version(update_fields=["changed_at"])
