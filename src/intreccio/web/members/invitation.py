"""The page behind the link of an invitation: it says to what, and has one button."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intreccio.accounts.actions import AddressTaken
from intreccio.accounts.links import LinkRefused, read_link
from intreccio.actors.actions import ACCEPT, accept_invitation, renew_invitation
from intreccio.actors.models import Invitation
from intreccio.actors.queries import account_of
from intreccio.kernel import clock
from intreccio.kernel.access import roles
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.refusing import Refused
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.members.forms import AccountForm
from intreccio.web.requests import Request

UNPROCESSABLE = 422
GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, token: str) -> HttpResponse:
    """Opening it changes nothing; the button does, once. One that is too old offers a new link."""
    invitation = _invitation(token)
    if invitation is None or invitation.mail is None:
        return render(request, "members/invitation_over.html", {"used": bool(invitation)}, status=GONE)
    if invitation.until <= clock.now():
        return _too_old(request, invitation)
    form = None if account_of(str(invitation.mail)) else AccountForm(_sent(request))
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, invitation, form)
    context = {
        "organisation": invitation.organisation,
        "role": roles()[invitation.role].name.text(language()),
        "mail": invitation.mail,
        "form": form,
    }
    status = UNPROCESSABLE if form and form.is_bound else 200
    return render(request, "members/invitation.html", context, status=status)


def _invitation(token: str) -> Invitation | None:
    try:
        link = read_link(token, act=ACCEPT)
    except LinkRefused:
        return None
    return Invitation.objects.select_related("organisation").filter(pk=link.subject).first()


def _sent(request: Request) -> dict[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _accept(request: Request, invitation: Invitation, form: AccountForm | None) -> HttpResponse | SeeOther:
    said = form.cleaned_data if form else {}
    try:
        accept_invitation(invitation=invitation, by=NOBODY, **said)
    except (Refused, AddressTaken):
        return render(request, "members/invitation_over.html", {"used": True}, status=GONE)
    messages.success(request, _("Welcome: sign in, and you find your organisation."))
    return see_other("account_login")


def _too_old(request: Request, invitation: Invitation) -> HttpResponse:
    """Say so; the button sends a new link to the same address, never to another."""
    if request.method == "POST":
        refused = consume_or_429(request, action="renew_invitation", key=str(invitation.pk))
        if refused:
            return refused
        renew_invitation(invitation=invitation, by=NOBODY)
        return render(request, "members/invitation_renewed.html")
    context = {"organisation": invitation.organisation}
    return render(request, "members/invitation_old.html", context, status=GONE)
