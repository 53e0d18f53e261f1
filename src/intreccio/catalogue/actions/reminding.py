"""Reminding those who look after a listing that its review is due: a link in a mail, a page with one button."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.links import Link
from intreccio.accounts.models import User
from intreccio.actors.queries import members_who_may
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.texts import best_text
from intreccio.kernel.access import Permission
from intreccio.kernel.actions import upkeep
from intreccio.kernel.messages import Message, send

CONFIRM = "confirm-listing"
LINK_DAYS = 60


@upkeep
def remind(service: Service) -> int:
    """Write to everybody who may edit the listing; returns how many were written to."""
    users = list(_keepers(service))
    for user in users:
        with translation.override(user.language):
            send(_message(service), address=user.email, recipient=user.pk)
    return len(users)


def confirmation_link(service: Service) -> str:
    """The address of the page with one button. It works until the listing changes, or 60 days."""
    token = Link(CONFIRM, service.pk, service.version).token(days=LINK_DAYS)
    return settings.INTRECCIO_ADDRESS + reverse("confirm-listing", args=[token])


def _keepers(service: Service) -> Iterator[User]:
    members = members_who_may(Permission.EDIT_LISTINGS, service.organisation)
    yield from {member.user.pk: member.user for member in members}.values()


def _message(service: Service) -> Message:
    text = best_text(service.texts.all(), translation.get_language() or "it")
    name = text.name if text else ""
    body = _(
        "Somebody may go there tomorrow: is what “%(name)s” says still true?\n\n"
        "If it is, open this page and press the button; you need not sign in.\n%(link)s\n\n"
        "If something has changed, sign in and correct it. Until somebody confirms it, the listing is shown as"
        " to be updated, and after some months no longer."
    ) % {"name": name, "link": confirmation_link(service)}
    return Message("freshness-reminder", _("Is it still true? %(name)s") % {"name": name}, body)
