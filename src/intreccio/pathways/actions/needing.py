"""Writing down what a person needs, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intreccio.catalogue.models import Term
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.stepping import take_step
from intreccio.kernel.text import Translated
from intreccio.pathways.events import NeedNamed, NeedSettled
from intreccio.pathways.models import Need
from intreccio.pathways.rules.matching import PartOfWeek
from intreccio.pathways.rules.needing import LONGEST_WORDS, NEED, HowSoon, NeedState
from intreccio.people.models import Person


@dataclass(frozen=True)
class NeedDraft:
    """What is needed, how soon, and what the person wishes beside it."""

    term: Term
    how_soon: HowSoon = HowSoon.ORDINARY
    words: str = ""
    times: Sequence[PartOfWeek] = ()
    accessibility: Sequence[str] = ()
    free: bool = False


@action
def name_need(*, person: Person, draft: NeedDraft, by: Who) -> Need:
    """Write a need down. Raises `Refused` where it stands there already."""
    if Need.objects.filter(person=person, term=draft.term, state=NeedState.OPEN).exists():
        raise Refused(
            Translated(it="Questo bisogno è già scritto.", en="This need is written down already."), field="term"
        )
    need = _new(person, draft)
    need.save(force_insert=True)
    record(NeedNamed(person.pseudonym, 1), by=by)
    return need


@action
def listen(*, person: Person, said: Mapping[Term, HowSoon], by: Who) -> int:
    """Write down what came out of the first listening; what stands there already stays. How many are new."""
    there = set(Need.objects.filter(person=person, state=NeedState.OPEN).values_list("term", flat=True))
    new = [_new(person, NeedDraft(term, how_soon)) for term, how_soon in said.items() if term.pk not in there]
    Need.objects.bulk_create(new)
    record(NeedNamed(person.pseudonym, len(new)), by=by)
    return len(new)


@action
def settle_need(*, need: Need, verb: str, by: Who) -> None:
    """It is met or no longer wanted, or open again. Raises `StepRefused`."""
    take_step(need, NEED, verb, by=by)
    need.settled_on = None if need.state == NeedState.OPEN else clock.today()
    need.save_version(update_fields=["state", "settled_on"])
    record(NeedSettled(need.person.pseudonym, need.pk, NeedState(need.state)), by=by)


def _new(person: Person, draft: NeedDraft) -> Need:
    return Need(
        person=person,
        term=draft.term,
        how_soon=draft.how_soon,
        words=draft.words.strip()[:LONGEST_WORDS] or None,
        times=list(draft.times),
        accessibility=list(draft.accessibility),
        free=draft.free,
        since=clock.today(),
    )
