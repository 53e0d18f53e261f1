"""Looking at persons leaves a trace that is written first; where it cannot be, nothing is shown."""

from intreccio.kernel.acting import Who
from intreccio.kernel.journal import record_beside
from intreccio.people.events import Part, PeopleListed, PersonSeen
from intreccio.people.models import Person


def note_seen(person: Person, part: Part, *, by: Who) -> None:
    """Write down that a part of the person's record is about to be shown."""
    record_beside(PersonSeen(person.pseudonym, part), by=by)


def note_listed(count: int, *, by: Who) -> None:
    """Write down that a list of `count` persons is about to be shown."""
    assert by.organisation
    record_beside(PeopleListed(by.organisation, count), by=by)
