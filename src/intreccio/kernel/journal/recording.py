"""Writing events down, and telling upper rooms of them."""

from collections import defaultdict
from collections.abc import Callable

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import current_frame
from intreccio.kernel.deferring import defer
from intreccio.kernel.journal.events import Event
from intreccio.kernel.journal.models import JournalEntry

Subscriber = Callable[[JournalEntry], None]

_subscribers: dict[type[Event], dict[str, Subscriber]] = defaultdict(dict)
_followers: dict[type[Event], list[Subscriber]] = defaultdict(list)


class RecordedOutsideAction(RuntimeError):
    """An event was recorded where no action is under way."""


def subscribe(event: type[Event], name: str, subscriber: Subscriber) -> None:
    """Have `subscriber(entry)` run as a job after each `event`. Called in `AppConfig.ready()`.

    `name` is stable: it stands in the deferred job. The subscriber may run more than once.
    """
    if _subscribers[event].setdefault(name, subscriber) is not subscriber:
        raise ValueError(f"Two subscribers to {event.name} are called {name}.")


def follow(event: type[Event], follower: Subscriber) -> None:
    """Have `follower(entry)` run within the action that records `event`. Called in `AppConfig.ready()`.

    For derived data that may at no moment say what the action has just taken back; if it fails, the action
    fails. Everything else subscribes.
    """
    _followers[event].append(follower)


def subscriber_named(event: str, version: int, name: str) -> Subscriber:
    """The subscriber a deferred job speaks of. KeyError where it no longer exists."""
    return _subscribers[Event.registry[event, version]][name]


def record(event: Event, *, by: Who) -> JournalEntry:
    """Write `event` into the journal, in the transaction of the action under way."""
    frame = current_frame()
    if frame is None:
        raise RecordedOutsideAction(f"{event.name} was recorded outside an action.")
    frame.recorded = True
    entry = JournalEntry.objects.create(
        at=clock.now(),
        event=event.name,
        event_version=event.version,
        user=by.user,
        organisation=by.organisation,
        purpose=by.purpose,
        person=getattr(event, "person", None),
        data=event.data(),
    )
    for follower in _followers[type(event)]:
        follower(entry)
    for name in _subscribers[type(event)]:
        defer("kernel.tell", subscriber=name, entry=entry.pk)
    return entry
