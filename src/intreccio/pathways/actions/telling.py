"""What is written to the two sides of a referral. Mails say only that something waits; the page says the rest."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.links import Link
from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.actors.queries import members_who_may
from intreccio.kernel.access import Permission
from intreccio.kernel.messages import Message, send
from intreccio.pathways.models import Offer, Referral
from intreccio.pathways.rules.referring import LINK_DAYS

ANSWER = "answer-referral"
"""The act for which a signed link lets a body without an account answer."""


def answer_link(offer: Offer) -> str:
    """The address of the page on which a body without an account answers."""
    token = Link(ANSWER, offer.pk).token(days=LINK_DAYS)
    return settings.INTRECCIO_ADDRESS + reverse("referral-answer", args=[token])


def tell_target(offer: Offer) -> None:
    """Those who take referrals there get a mail; where nobody has an account, the registered address gets a link."""
    users = users_of(offer.organisation)
    page = settings.INTRECCIO_ADDRESS + reverse("referral", args=[offer.referral_id])
    for user in users:
        with translation.override(user.language):
            send(_waits(page), address=user.email, recipient=user.pk)
    if not users and offer.organisation.email:
        with translation.override(settings.LANGUAGE_CODE):
            send(_waits(answer_link(offer)), address=offer.organisation.email)


def tell_requester(referral: Referral) -> None:
    """Whoever sent it learns that something happened."""
    page = settings.INTRECCIO_ADDRESS + reverse("referral", args=[referral.pk])
    for user in User.objects.filter(pk__in=[referral.from_user] if referral.from_user else [], is_active=True):
        with translation.override(user.language):
            body = _("There is news about a referral that you sent. Sign in to read it:\n\n%(link)s\n")
            send(
                Message("referral-news", _("News about a referral"), body % {"link": page}),
                address=user.email,
                recipient=user.pk,
            )


def users_of(organisation: Organisation) -> list[User]:
    """Those who accompany people there."""
    members = members_who_may(Permission.ACCOMPANY, organisation)
    return list({member.user.pk: member.user for member in members}.values())


def _waits(link: str) -> Message:
    body = _(
        "Somebody of the network asks you for help for a person they accompany. What it is about stands on this page,"
        " without names; answer there, please:\n\n%(link)s\n"
    )
    return Message("referral-waits", _("A referral waits for your answer"), body % {"link": link})
