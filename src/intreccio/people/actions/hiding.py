"""What a person hides from whom, and shows again."""

from collections.abc import Collection
from uuid import UUID

from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.people import events
from intreccio.people.models import Person, Veil


@action
def hide(*, person: Person, items: Collection[UUID], hidden_from: Organisation, by: Who) -> None:
    """From now on a body does not see these items of the person. Hidden again, they stay hidden.

    Raises `Refused` where a body would hide something from itself.
    """
    if hidden_from.pk == by.organisation:
        raise Refused(
            Translated(
                it="Da chi lo nasconde non si può nascondere.", en="Nobody hides something from themselves."
            ),
            field="hidden_from",
        )
    now = clock.now()
    Veil.objects.bulk_create(
        [Veil(person=person, item=item, hidden_from=hidden_from, since=now) for item in items],
        ignore_conflicts=True,
    )
    record(events.ItemHidden(person.pseudonym, is_hidden=True), by=by)


@action
def show_again(*, veils: Collection[Veil], by: Who) -> None:
    """Lift veils: who may know of the person sees it again."""
    for veil in veils:
        veil.until = clock.now()
        veil.save(update_fields=["until"])
        record(events.ItemHidden(veil.person.pseudonym, is_hidden=False), by=by)
