"""Who speaks for a person."""

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.people import events
from intreccio.people.models import Advocate, Person
from intreccio.people.rules.granting import AdvocateKind


@action
def name_advocate(*, person: Person, kind: AdvocateKind, name: str, phone: str | None, by: Who) -> Advocate:
    """Somebody speaks for the person from now on."""
    named = Advocate.objects.create(person=person, kind=kind, name=name, phone=phone, since=clock.today())
    record(events.AdvocateNamed(person.pseudonym, named.pk, kind), by=by)
    return named


@action
def end_advocate(*, advocate: Advocate, by: Who) -> None:
    """They no longer do."""
    advocate.until = clock.today()
    advocate.save(update_fields=["until"])
    record(events.AdvocateEnded(advocate.person.pseudonym, advocate.pk), by=by)
