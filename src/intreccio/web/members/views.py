"""Who acts for an organisation: the list; inviting, changing a role, ending it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.actors.access import (
    invitation_to_change,
    member_to_change,
    organisation_with_members,
    roles_to_give,
)
from intreccio.actors.actions import (
    change_role,
    invite,
    remove_member,
    renew_invitation,
    withdraw_invitation,
)
from intreccio.actors.models import Invitation, Member, Organisation
from intreccio.actors.queries import invitations_open, members_of
from intreccio.catalogue.access import organisation_to_oversee
from intreccio.catalogue.actions import oversee
from intreccio.catalogue.queries.proposals import is_overseen
from intreccio.kernel import clock
from intreccio.kernel.access import Permission, Role, roles
from intreccio.kernel.refusing import Refused
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.members.forms import InviteForm, RoleForm
from intreccio.web.requests import Request
from intreccio.web.words.moments import date_words

UNPROCESSABLE = 422


@dataclass(frozen=True)
class MemberShown:
    """Somebody who acts for the organisation; `form` is there where the reader may change the role."""

    id: UUID
    name: str
    mail: str
    role: str
    since: str
    is_reader: bool
    form: RoleForm | None


@dataclass(frozen=True)
class InvitationShown:
    """An invitation that waits, or was not taken up in time."""

    id: UUID
    mail: str
    role: str
    until: str
    is_over: bool
    may_change: bool


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, organisation: UUID) -> HttpResponse:
    """Everybody who acts for it, who is invited, and the form to invite."""
    found = organisation_with_members(request.viewer, organisation)
    given = roles_to_give(request.viewer, found.pk)
    form = InviteForm(given, request.POST if request.method == "POST" else None, initial={"role": "operator"})
    if form.is_valid() and _invite(request, found, form):
        return see_other("members", found.pk)
    context = {
        "organisation": found,
        "members": [_member(member, request, given) for member in members_of(found)],
        "invitations": [_invitation(one, given) for one in invitations_open(found)],
        "form": form,
        "may_oversee": request.viewer.may(Permission.REVIEW_LISTINGS),
        "is_overseen": is_overseen(found.pk),
    }
    return render(request, "members/page.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
def oversight(request: Request, organisation: UUID) -> SeeOther:
    """Look at what they change in listings before everybody sees it, or no longer."""
    found = organisation_to_oversee(request.viewer, organisation)
    on = request.POST.get("on") == "yes"
    oversee(organisation=found, on=on, by=request.viewer.who())
    told = (
        _("From now on their changes wait at your desk.")
        if on
        else _("From now on their changes are shown at once.")
    )
    messages.success(request, told)
    return see_other("members", found.pk)


@require_POST
def change(request: Request, organisation: UUID, member: UUID) -> SeeOther:
    """Give somebody another role."""
    found = organisation_with_members(request.viewer, organisation)
    row = member_to_change(request.viewer, found, member)
    form = RoleForm(roles_to_give(request.viewer, found.pk), request.POST)
    if form.is_valid():
        role = form.cleaned_data["role"]
        _try(request, lambda: change_role(member=row, role=role, by=request.viewer.who()), _("Saved."))
    return _back(request, found)


@require_POST
def end(request: Request, organisation: UUID, member: UUID) -> SeeOther:
    """Somebody no longer acts for the organisation."""
    found = organisation_with_members(request.viewer, organisation)
    row = member_to_change(request.viewer, found, member)
    remove_member(member=row, by=request.viewer.who())
    messages.success(request, _("%(name)s no longer acts for this organisation.") % {"name": row.user.name})
    return _back(request, found)


@require_POST
def renew(request: Request, organisation: UUID, invitation: UUID) -> SeeOther:
    """Send an invitation again."""
    found = organisation_with_members(request.viewer, organisation)
    row = invitation_to_change(request.viewer, found, invitation)
    _try(request, lambda: renew_invitation(invitation=row, by=request.viewer.who()), _("Sent again."))
    return _back(request, found)


@require_POST
def withdraw(request: Request, organisation: UUID, invitation: UUID) -> SeeOther:
    """Take an invitation back."""
    found = organisation_with_members(request.viewer, organisation)
    row = invitation_to_change(request.viewer, found, invitation)
    _try(request, lambda: withdraw_invitation(invitation=row, by=request.viewer.who()), _("Withdrawn."))
    return _back(request, found)


def _invite(request: Request, organisation: Organisation, form: InviteForm) -> bool:
    said, by = form.cleaned_data, request.viewer.who()
    try:
        invite(organisation=organisation, mail=said["mail"], role=said["role"], language=language(), by=by)
    except Refused as problem:
        form.add_error("mail", problem.message.text(language()))
        return False
    messages.success(request, _("Invited: a mail is on its way to %(mail)s.") % {"mail": said["mail"]})
    return True


def _try(request: Request, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except Refused as problem:
        messages.error(request, problem.message.text(language()))
    else:
        messages.success(request, done)


def _back(request: Request, organisation: Organisation) -> SeeOther:
    """To the list; to the organisation for whoever has just given the own role away."""
    return see_other("members" if request.viewer.user else "organisation", organisation.pk)


def _member(member: Member, request: Request, given: Sequence[Role]) -> MemberShown:
    may_change = member.role in {role.slug for role in given}
    return MemberShown(
        id=member.pk,
        name=member.user.name,
        mail=member.user.email,
        role=_role(member.role),
        since=date_words(member.since.astimezone(clock.ITALY).date()),
        is_reader=member.user_id == request.viewer.user,
        form=RoleForm(given, initial={"role": member.role}, auto_id=f"{member.pk}_%s") if may_change else None,
    )


def _invitation(invitation: Invitation, given: Sequence[Role]) -> InvitationShown:
    return InvitationShown(
        id=invitation.pk,
        mail=str(invitation.mail),
        role=_role(invitation.role),
        until=date_words(invitation.until.astimezone(clock.ITALY).date()),
        is_over=invitation.until <= clock.now(),
        may_change=invitation.role in {role.slug for role in given},
    )


def _role(slug: str) -> str:
    role = roles().get(slug)
    return role.name.text(language()) if role else slug
