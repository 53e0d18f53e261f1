"""The time that records are kept: who is warned, what is anonymised. Run again it does nothing more."""

from collections import defaultdict
from dataclasses import dataclass

from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.databases.context import asking
from intreccio.people.actions.retaining import RETAINING, anonymise, warn_of_retention
from intreccio.people.models import Person
from intreccio.people.queries import quiet_persons
from intreccio.people.rules.retaining import is_to_anonymise, is_to_warn


@dataclass(frozen=True)
class Retained:
    """How many records somebody was warned of, and how many were anonymised."""

    warned: int
    anonymised: int


def retain(*, dry_run: bool = False) -> Retained:
    """Warn and anonymise whatever is due today; with `dry_run` only count."""
    today = clock.today()
    to_warn: dict[Organisation, list[Person]] = defaultdict(list)
    over = []
    with asking(RETAINING):
        for person, last in quiet_persons():
            if is_to_anonymise(last, person.warned_on, today):
                over.append(person)
            elif is_to_warn(last, person.warned_on, today):
                to_warn[person.custodian].append(person)
    if not dry_run:
        for custodian, persons in to_warn.items():
            warn_of_retention(custodian=custodian, persons=[one.pk for one in persons], by=RETAINING)
        for person in over:
            anonymise(person=person, by=RETAINING)
    return Retained(sum(map(len, to_warn.values())), len(over))
