"""Ending what is kept: a warning to whoever accompanies, then a record of which nobody can tell whose it was."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intreccio.actors.models import Organisation
from intreccio.actors.queries import members_who_may
from intreccio.kernel import clock
from intreccio.kernel.access import Permission
from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.actions import action
from intreccio.kernel.ids import secret_id
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send
from intreccio.people import events
from intreccio.people.models import Advocate, Consent, Grant, Identity, Person, PersonMerge, SafeContact, Veil
from intreccio.people.rules.retaining import month_of

Forgetting = Callable[[Person, UUID], None]
"""What a room does with its own about a person; the second is the pseudonym that they had."""

_forgetting: list[Forgetting] = []

RETAINING = Who(None, None, Purpose.RETENTION)


@action
def warn_of_retention(*, custodian: Organisation, persons: Iterable[UUID], by: Who) -> int:
    """Tell those who accompany people there that records are quiet and will be anonymised; how many. No names."""
    count = Person.objects.filter(pk__in=list(persons)).update(warned_on=clock.today())
    record(events.RetentionWarned(custodian.pk, count), by=by)
    link = settings.INTRECCIO_ADDRESS + reverse("people")
    for member in members_who_may(Permission.ACCOMPANY, custodian):
        with translation.override(member.user.language):
            words = ngettext(
                "In %(count)s record nothing has happened for two years: in two months it will be anonymised. Open it "
                "if you still accompany the person:\n\n%(link)s\n",
                "In %(count)s records nothing has happened for two years: in two months they will be anonymised. Open "
                "those of people whom you still accompany:\n\n%(link)s\n",
                count,
            )
            message = Message(
                "retention", _("Records that will be anonymised"), words % {"count": count, "link": link}
            )
            send(message, address=member.user.email, recipient=member.user.pk)
    return count


@action
def anonymise(*, person: Person, by: Who) -> None:
    """Leave of a person what can be counted, and nothing by which anybody could be told: no name, no key, months for
    days, and a new pseudonym, so that the journal knows them no longer. Upper rooms do the same with theirs.
    """
    for one in [*Person.objects.filter(merged_into=person), person]:
        before = one.pseudonym
        _strip(one)
        for forget in _forgetting:
            forget(one, before)
    record(events.PersonAnonymised(person.pk), by=by)


def _strip(person: Person) -> None:
    """Nobody can tell any more who it was."""
    PersonMerge.objects.filter(kept=person).delete()
    for model in (Identity, SafeContact, Advocate, Consent, Veil, Grant):
        model.objects.filter(person=person).delete()
    person.card = person.pin = None
    person.pseudonym = secret_id()
    person.since, person.anonymised_on = month_of(person.since), month_of(clock.today())
    person.save(update_fields=["card", "card_hash", "pin", "pseudonym", "since", "anonymised_on"])


def on_anonymising(forget: Forgetting) -> None:
    """Have an upper room do its part, within the action. Called in `AppConfig.ready()`."""
    if forget not in _forgetting:
        _forgetting.append(forget)
