"""Emergency accesses: asking for one, and reviewing them."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.kernel.databases.context import set_context
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.refusing import Refused
from intreccio.people import actions
from intreccio.people.access import broken_glass_for, in_an_emergency, reviewing
from intreccio.people.queries import glasses_broken
from intreccio.people.rules.granting import Urgency
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import chosen
from intreccio.web.people.forms import UrgentForm
from intreccio.web.people.wording import URGENCIES, names_of
from intreccio.web.requests import Request
from intreccio.web.words.moments import moment_words

UNPROCESSABLE = 422


@dataclass(frozen=True)
class AccessShown:
    """One emergency access. `verdict` is "" while nobody has reviewed it."""

    entry: int
    when: str
    who: str
    organisation: str
    why: str
    verdict: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def urgent(request: Request) -> HttpResponse:
    """Open, for four hours, the record of somebody whom one may not know of."""
    who = in_an_emergency(request.viewer, chosen(request))
    form = UrgentForm(request.POST or None)
    if form.is_valid():
        try:
            person = actions.break_glass(**form.cleaned_data, by=who)
            messages.warning(request, _("Open for four hours. Whoever reviews accesses has been told."))
            return see_other("person", person.pk)
        except Refused as problem:
            form.add_error("code", problem.message.text(language()))
    return render(request, "people/urgent.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_safe
def page(request: Request) -> HttpResponse:
    """What was opened in an emergency, latest first; to whom it was done is not told here."""
    with transaction.atomic():
        set_context(reviewing(request.viewer))
        rows = glasses_broken()
    users = names_of(User, {entry.user for entry, _said in rows})
    places = names_of(Organisation, {entry.organisation for entry, _said in rows})
    accesses = [
        AccessShown(
            entry=entry.pk,
            when=moment_words(entry.at),
            who=users.get(entry.user, _("a former account")),
            organisation=places.get(entry.organisation, ""),
            why=str(URGENCIES[Urgency(entry.data["urgency"])]),
            verdict=_verdict(justified),
        )
        for entry, justified in rows
    ]
    return render(request, "people/accesses.html", {"accesses": accesses})


@require_POST
def review(request: Request, entry: int) -> SeeOther:
    """Say whether one was right."""
    who = reviewing(request.viewer)
    with transaction.atomic():
        set_context(who)
        found: JournalEntry = broken_glass_for(entry)
        actions.review_access(entry=found, justified=request.POST.get("verdict") == "justified", by=who)
    messages.success(request, _("Saved."))
    return see_other("people-accesses")


def _verdict(justified: bool | None) -> str:
    match justified:
        case None:
            return ""
        case True:
            return _("It was right")
        case False:
            return _("It was not right")
