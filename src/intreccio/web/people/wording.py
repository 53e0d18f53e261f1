"""Words on screen for what is known of persons."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.people.models import SafeContact
from intreccio.people.rules.contact import Channel
from intreccio.people.rules.granting import AdvocateKind, Urgency

CHANNELS = {
    Channel.CALL: gettext_lazy("By telephone"),
    Channel.SMS: gettext_lazy("By SMS"),
    Channel.MAIL: gettext_lazy("By mail"),
    Channel.IN_PERSON: gettext_lazy("In person"),
}
ADVOCATES = {
    AdvocateKind.TRUSTED: gettext_lazy("Trusted person"),
    AdvocateKind.PARENT: gettext_lazy("Parent"),
    AdvocateKind.GUARDIAN: gettext_lazy("Guardian"),
    AdvocateKind.SUPPORT_ADMINISTRATOR: gettext_lazy("Support administrator"),
}
URGENCIES = {
    Urgency.DANGER: gettext_lazy("Somebody is in danger"),
    Urgency.ILLNESS: gettext_lazy("The person is ill and cannot answer"),
    Urgency.SEARCHED_FOR: gettext_lazy("The person is being searched for"),
    Urgency.CUSTODIAN_AWAY: gettext_lazy("Who accompanies the person cannot be reached, and it cannot wait"),
}


def names_of(model: type[User] | type[Organisation], ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """What users or organisations are called, those that are still there."""
    return dict(model._base_manager.filter(pk__in=[one for one in ids if one]).values_list("pk", "name"))


def contact_words(contact: SafeContact | None) -> str:
    """How somebody may safely be reached."""
    if contact is None or not contact.channels:
        return _("Never: do not contact them; wait until they come.")
    ways = capfirst(
        ", ".join(str(CHANNELS[channel]).lower() for channel in Channel if channel in contact.channels)
    )
    days = (
        _("every day")
        if len(contact.days) == len(WEEKDAYS)
        else ", ".join(str(WEEKDAYS[day]).lower() for day in contact.days)
    )
    return _("%(ways)s; %(days)s, from %(since)s to %(until)s") % {
        "ways": ways,
        "days": days,
        "since": f"{contact.since:%H:%M}",
        "until": f"{contact.until:%H:%M}",
    }
