"""Inviting somebody by mail to a role in an organisation; taking it up."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.actions import open_account
from intreccio.accounts.links import Link
from intreccio.accounts.models import User
from intreccio.actors.actions.members import add_member
from intreccio.actors.events import InvitationMoved, MemberInvited
from intreccio.actors.models import Invitation, Member, Organisation
from intreccio.actors.queries import account_of
from intreccio.actors.rules.contacts import clean_mail
from intreccio.actors.rules.joining import INVITATION_DAYS, LINK_DAYS
from intreccio.kernel import clock
from intreccio.kernel.access import roles
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

ACCEPT = "accept-invitation"


@action
def invite(*, organisation: Organisation, mail: str, role: str, by: Who, language: str = "it") -> Invitation:
    """Invite whoever reads this mail address to a role in an organisation. Raises `Refused`.

    Which roles the one who asks may give is for `access.roles_to_give` to say.
    """
    now = clock.now()
    invitation = Invitation.objects.create(
        organisation=organisation,
        role=roles()[role].slug,
        mail=clean_mail(mail, field="mail").lower(),
        language=language,
        sent_at=now,
        until=now + timedelta(days=INVITATION_DAYS),
    )
    record(MemberInvited(invitation.pk, organisation.pk), by=by)
    _send(invitation)
    return invitation


@action
def renew_invitation(*, invitation: Invitation, by: Who) -> None:
    """Send a new link, to the same address, for an invitation that was not taken up in time."""
    _locked(invitation)
    invitation.until = clock.now() + timedelta(days=INVITATION_DAYS)
    invitation.save(update_fields=["until"])
    record(MemberInvited(invitation.pk, invitation.organisation_id), by=by)
    _send(invitation)


@action
def withdraw_invitation(*, invitation: Invitation, by: Who) -> None:
    """Take an invitation back. Raises `Refused` where it was taken up meanwhile."""
    _locked(invitation)
    _end(invitation, "withdrawn_at", by)


@action
def accept_invitation(*, invitation: Invitation, by: Who, name: str = "", password: str | None = None) -> Member:
    """Take up the role, with the account of the mail address or, where there is none, a new one.

    Raises `Refused` where the invitation was used, withdrawn, or is too old.
    """
    _locked(invitation)
    if invitation.until <= clock.now():
        raise _over()
    user = account_of(str(invitation.mail)) or _new_account(invitation, name, password, by)
    held = Member.objects.filter(
        user=user, organisation=invitation.organisation, role=invitation.role, until=None
    ).first()
    _end(invitation, "used_at", by)
    return held or add_member(
        organisation=invitation.organisation, user=user, role=invitation.role, by=Who(user.pk)
    )


def _new_account(invitation: Invitation, name: str, password: str | None, by: Who) -> User:
    return open_account(
        email=str(invitation.mail), name=name.strip(), password=password, language=invitation.language, by=by
    )


def _locked(invitation: Invitation) -> None:
    """Let nobody else change it meanwhile. Raises `Refused` where it is over."""
    now = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if now.used_at or now.withdrawn_at:
        raise _over()


def _end(invitation: Invitation, moment: str, by: Who) -> None:
    setattr(invitation, moment, clock.now())
    invitation.mail = None
    invitation.save(update_fields=[moment, "mail"])
    record(InvitationMoved(invitation.pk, invitation.organisation_id, moment == "used_at"), by=by)


def _over() -> Refused:
    return Refused(
        Translated(it="Questo invito non si può più usare.", en="This invitation can no longer be used.")
    )


def _send(invitation: Invitation) -> None:
    token = Link(ACCEPT, invitation.pk).token(days=LINK_DAYS)
    with translation.override(invitation.language):
        values = {
            "name": invitation.organisation.name,
            "role": roles()[invitation.role].name.text(invitation.language),
            "link": settings.INTRECCIO_ADDRESS + reverse("invitation", args=[token]),
            "days": INVITATION_DAYS,
        }
        body = _(
            "You are invited to look after %(name)s on Intreccio, as: %(role)s.\n\n"
            "Open this page and press the button; it works once, for %(days)s days.\n%(link)s\n\n"
            "If you do not know what this is about, do nothing.\n"
        )
        message = Message("invitation", _("An invitation: %(name)s") % values, body % values)
        send(message, address=str(invitation.mail))
