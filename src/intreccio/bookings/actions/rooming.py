"""Sessions in which places change: locked while they do, and found again with what is free now."""

from collections.abc import Sequence
from uuid import UUID

from intreccio.catalogue.actions.waiting import have_services_indexed
from intreccio.catalogue.models import Activity, Session
from intreccio.kernel import clock


def locked(activity: Activity, sessions: Sequence[UUID] | None) -> list[Session]:
    """Those of these sessions (all, with None) that are still to come and held, for nobody else to change meanwhile.

    Always in the same order, so that two who ask for several never wait for each other.
    """
    coming = Session.objects.select_for_update(no_key=True).filter(
        activity=activity, starts_at__gt=clock.now(), cancelled=False
    )
    if sessions is not None:
        coming = coming.filter(pk__in=sessions)
    return list(coming.order_by("pk"))


def note_room(activity: Activity, before: Sequence[Session]) -> None:
    """Have find know where a session has become full, or is not any more."""
    after = dict(Session.objects.filter(pk__in=[one.pk for one in before]).values_list("pk", "taken"))
    if any(_is_full(one, one.taken) != _is_full(one, after[one.pk]) for one in before):
        have_services_indexed([activity.service_id])


def _is_full(session: Session, taken: int) -> bool:
    return session.capacity is not None and taken >= session.capacity
