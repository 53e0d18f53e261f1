"""Writing events down, and telling upper rooms of them."""

from collections import defaultdict
from collections.abc import Callable

from django.db import connections

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import beside, current_frame
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
    entry = _written(event, by, using="default")
    for follower in _followers[type(event)]:
        follower(entry)
    for name in _subscribers[type(event)]:
        defer("kernel.tell", subscriber=name, entry=entry.pk)
    return entry


def record_beside(event: Event, *, by: Who) -> None:
    """Write `event` down on the second connection, at once: that somebody looked, before they see anything.

    What could not be written raises, and then nothing is to be shown. Nobody subscribes to such events.
    """
    with beside(by):
        _written(event, by, using="side")


def _written(event: Event, by: Who, *, using: str) -> JournalEntry:
    """Keep the entry. Its number is asked for first: an entry about a person may be for other eyes than its
    writer's, and PostgreSQL gives back nothing of a row that one may not read."""
    entry = JournalEntry(
        at=clock.now(),
        event=event.name,
        event_version=event.version,
        user=by.user,
        organisation=by.organisation,
        purpose=by.purpose,
        person=getattr(event, "person", None),
        data=event.data(),
    )
    with connections[using].cursor() as cursor:
        cursor.execute(_NEXT)
        entry.pk = cursor.fetchone()[0]
        fields = JournalEntry._meta.concrete_fields
        cursor.execute(
            _ADD, [field.get_db_prep_save(field.value_from_object(entry), cursor.db) for field in fields]
        )
    return entry


_TABLE = JournalEntry._meta.db_table
_COLUMNS = [f'"{field.column}"' for field in JournalEntry._meta.concrete_fields]
_NEXT = f"SELECT nextval(pg_get_serial_sequence('{_TABLE}', 'id'))"
_ADD = f'INSERT INTO "{_TABLE}" ({", ".join(_COLUMNS)}) VALUES ({", ".join(["%s"] * len(_COLUMNS))})'  # noqa: S608 - names of our own
