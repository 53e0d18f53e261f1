"""The life of a listing: publishing, withdrawing, confirming, and what time does to it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import QuerySet

from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.reminding import remind
from intreccio.catalogue.actions.revisions import remember
from intreccio.catalogue.events import FreshnessChanged, ListingConfirmed, ListingMoved
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.listing import LISTING, SHOWN, Freshness, ListingState, freshness_on
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.journal import record
from intreccio.kernel.models import LifeCycleLog, VersionConflict

BATCH = 1000
REMINDED = frozenset({Freshness.DUE, Freshness.STALE})
MOVES = {ListingState.PUBLISHED: Change.PUBLISHED, ListingState.WITHDRAWN: Change.WITHDRAWN}
EXPIRED = "expired"
"""The reason with which a quick listing withdraws itself."""
MERGED = "merged"
"""The reason with which a listing is withdrawn that was merged into another."""


@action
def publish(*, service: Service, by: Who) -> None:
    """Let everybody find a listing."""
    _move(service, "publish", "", by)


@action
def withdraw(*, service: Service, reason: str, by: Who) -> None:
    """Take a listing away, with the reason; it can be published again."""
    _move(service, "withdraw", reason, by)


@action
def confirm(*, service: Service, by: Who, on: date | None = None) -> None:
    """Say that a listing is true as it stands: it is fresh again."""
    remember(service, Change.CONFIRMED, by=by)
    service.confirmed_on = on or clock.today()
    service.freshness = freshness_on(
        clock.today(), confirmed_on=service.confirmed_on, review_months=service.review_months
    )
    service.changed_at = clock.now()
    service.save_version(update_fields=["confirmed_on", "freshness", "changed_at"])
    record(ListingConfirmed(service.pk, service.confirmed_on), by=by)
    index([service.pk])


def update_freshness(*, only_expired: bool = False) -> int:
    """Move every listing to the freshness that today gives it, and withdraw what has expired.

    Returns how many changed. Idempotent; jobs run it.
    """
    published = Service.objects.filter(state=ListingState.PUBLISHED)
    expired = published.filter(expires_at__lte=clock.now())
    changed = sum(_tried(service, partial(withdraw, reason=EXPIRED)) for service in list(expired))
    return changed + (0 if only_expired else _age_all(published))


def _age_all(published: QuerySet[Service]) -> int:
    changed = 0
    for service in published.iterator(chunk_size=BATCH):
        freshness = freshness_on(
            clock.today(), confirmed_on=service.confirmed_on, review_months=service.review_months
        )
        if freshness != service.freshness:
            changed += _tried(service, partial(_age, freshness=freshness))
    return changed


def _tried(service: Service, change: Callable[..., None]) -> bool:
    """Change a listing, unless somebody just did: then it is looked at again next time."""
    try:
        change(service=service, by=SYSTEM)
    except VersionConflict:
        return False
    return True


@action
def _age(*, service: Service, freshness: Freshness, by: Who) -> None:
    if (freshness in SHOWN) != (service.freshness in SHOWN):
        service.changed_at = clock.now()
    service.freshness = freshness
    service.save_version(update_fields=["freshness", "changed_at"])
    record(FreshnessChanged(service.pk, freshness), by=by)
    if freshness in REMINDED:
        remind(service)
    index([service.pk])


def _move(service: Service, verb: str, reason: str, by: Who) -> None:
    source = ListingState(service.state)
    step = LISTING.step(source, verb, reason=reason)
    remember(service, MOVES[step.target], by=by)
    service.state, service.state_reason = step.target, reason
    service.changed_at = clock.now()
    service.save_version(update_fields=["state", "state_reason", "changed_at"])
    _log(service.pk, verb, source, step.target, by.user)
    record(ListingMoved(service.pk, step.target), by=by)
    index([service.pk])


@upkeep
def log_merge(*, service: UUID, undone: bool, user: UUID | None) -> None:
    """Log that a merge withdrew a listing, or that undoing it published it again; nothing where it did neither."""
    listing = Service.objects.get(pk=service)
    if listing.state_reason == MERGED:
        _log(service, "withdraw", ListingState.PUBLISHED, ListingState.WITHDRAWN, user)
    elif undone and listing.state == ListingState.PUBLISHED:
        _log(service, "publish", ListingState.WITHDRAWN, ListingState.PUBLISHED, user)


def _log(service: UUID, verb: str, source: ListingState, target: ListingState, user: UUID | None) -> None:
    LifeCycleLog.objects.create(
        subject=service, cycle=LISTING.name, verb=verb, source=source, target=target, at=clock.now(), user=user
    )
