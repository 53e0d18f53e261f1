"""The page on which a body without an account answers: the need first, a name only by a code sent to its address."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intreccio.accounts.links import LinkRefused, read_link
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Who
from intreccio.kernel.databases.context import set_context
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.pathways.access import offer_of_link, referral_for
from intreccio.pathways.actions import accept, enter_code, fix_date, move, refuse, resend, send_code, take_note
from intreccio.pathways.actions.telling import ANSWER
from intreccio.pathways.models import Offer, Referral
from intreccio.pathways.rules.referring import OPEN, TAKEN, OfferState, Outcome, ReferralState
from intreccio.people.events import Part
from intreccio.people.looking import note_seen
from intreccio.people.models import Identity, Person, SafeContact
from intreccio.web.frame.redirects import SeeOther
from intreccio.web.people.showing import called
from intreccio.web.people.wording import contact_words
from intreccio.web.referrals.forms import ClosingForm, CodeForm, ProgressForm, RefuseForm, RemarkForm
from intreccio.web.referrals.showing import shown
from intreccio.web.referrals.speaking import spoken
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Fact
from intreccio.web.words.phones import phone_words

GONE, UNPROCESSABLE = 410, 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: Request, token: str) -> HttpResponse:
    """Opening it changes nothing and names nobody; the buttons do."""
    try:
        link = read_link(token, act=ANSWER)
    except LinkRefused as problem:
        return _over(request, problem)
    with transaction.atomic():
        offer, who = offer_of_link(link)
        set_context(who)
        if offer.state not in (OfferState.WAITING, OfferState.ACCEPTED):
            return render(request, "referrals/link_over.html", {"answered": True}, status=GONE)
        referral = referral_for(offer.referral_id)
        if request.method == "POST" and (answered := _answer(request, offer, referral, who)):
            return answered
        return _page(request, offer, referral, who)


def _answer(request: Request, offer: Offer, referral: Referral, who: Who) -> HttpResponse | None:
    """What a button does; nothing where it is none that is there."""
    match request.POST.get("verb"):
        case "accept":
            return _tried(
                request,
                lambda: accept(offer=offer, by=who),
                _("Accepted: ask for the code to see whom it is about."),
            )
        case "refuse":
            return _refused(request, offer, referral, who)
        case "send-code" if offer.state == OfferState.ACCEPTED:
            return _tried(
                request,
                lambda: send_code(offer=offer, by=who),
                _("The code is on its way to your registered address."),
            )
        case "enter-code" if offer.state == OfferState.ACCEPTED:
            return _opened(request, offer, referral, who)
        case "say" if ReferralState(referral.state) in OPEN:
            said_now = RemarkForm(request.POST)
            if not said_now.is_valid():
                return _page(request, offer, referral, who, say=said_now)
            return _tried(request, lambda: spoken(referral, said_now, who), _("Sent."))
        case "fix" if date := parse_datetime(request.POST.get("date", "")):
            return _tried(request, lambda: fix_date(referral=referral, date=date, by=who), _("The date is fixed."))
        case "note" if ReferralState(referral.state) in TAKEN:
            noted = ProgressForm(request.POST)
            if noted.is_valid():
                progress = noted.cleaned_data["progress"]
                return _tried(
                    request, lambda: take_note(referral=referral, progress=progress, by=who), _("Noted.")
                )
        case "complete" | "fail" as verb if ReferralState(referral.state) in TAKEN:
            form = ClosingForm(verb, request.POST)
            if not form.is_valid():
                return _page(request, offer, referral, who, closing=form)
            said = form.cleaned_data
            return _tried(
                request,
                lambda: move(
                    referral=referral, verb=verb, words=said["words"], outcome=Outcome(said["outcome"]), by=who
                ),
                _("Thank you: whoever sent the person now knows what came of it."),
            )
    return None


def _refused(request: Request, offer: Offer, referral: Referral, who: Who) -> HttpResponse:
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            refuse(offer=offer, refusal=form.cleaned_data["refusal"], words=form.cleaned_data["words"], by=who)
        except Refused as problem:
            form.add_error(problem.field, problem.message.text(get_language() or "it"))
        except StepRefused:
            messages.warning(request, _("Somebody else has decided meanwhile."))
            return SeeOther(request.path)
        else:
            return render(request, "referrals/link_over.html", {"thanks": True})
    return _page(request, offer, referral, who, refuse=form)


def _opened(request: Request, offer: Offer, referral: Referral, who: Who) -> HttpResponse:
    """The name and how to reach the person, once."""
    form = CodeForm(request.POST)
    if form.is_valid() and enter_code(offer=offer, code=form.cleaned_data["code"], by=who):
        person = Person.objects.filter(pk=referral.person_id).first()
        if person is None:
            raise NotFound
        note_seen(person, Part.IDENTITY, by=who)
        return _page(request, offer, referral, who, facts=_facts(person))
    form.add_error("code", _("This is not the code, or it is too old. After five wrong ones ask for another."))
    return _page(request, offer, referral, who, code=form)


def _facts(person: Person) -> list[Fact]:
    identity = Identity.objects.filter(person=person).first()
    contact = SafeContact.objects.filter(person=person).first()
    number = str(identity.phone or "") if identity else ""
    return [
        Fact(_("Who"), called(person, identity)),
        Fact(_("Telephone"), phone_words(number) if number else "", f"tel:{number}" if number else ""),
        Fact(_("Mail address"), str(identity.mail or "") if identity else ""),
        Fact(_("How they may safely be reached"), contact_words(contact)),
        Fact(_("Note"), str(contact.note or "") if contact else ""),
    ]


def _tried(request: Request, act: Callable[[], object], done: str) -> SeeOther:
    try:
        act()
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    else:
        messages.success(request, done)
    return SeeOther(request.path)


def _page(request: Request, offer: Offer, referral: Referral, who: Who, **more: object) -> HttpResponse:
    fresh = Offer.objects.select_related("organisation").get(pk=offer.pk)
    is_taken = fresh.state == OfferState.ACCEPTED and ReferralState(referral.state) in TAKEN
    context = {
        "referral": shown(referral, who),
        "organisation": fresh.organisation.name,
        "may_answer": fresh.state == OfferState.WAITING,
        "is_taken": is_taken,
        "code_sent": fresh.code_hash is not None,
        "refuse": more.get("refuse") or RefuseForm(),
        "code": more.get("code") or CodeForm(),
        "complete": ClosingForm("complete"),
        "fail": ClosingForm("fail"),
        "say": more.get("say") or RemarkForm(),
        "progress": ProgressForm(initial={"progress": referral.progress}),
        "closing": more.get("closing"),
        "facts": more.get("facts"),
    }
    wrong = any(name in more for name in ("refuse", "code", "closing", "say"))
    return render(request, "referrals/linked.html", context, status=UNPROCESSABLE if wrong else 200)


def _over(request: Request, problem: LinkRefused) -> HttpResponse:
    """A link that is over sends a new one to where the old one went, if it was good once."""
    if request.method == "POST" and problem.link:
        try:
            offer, who = offer_of_link(problem.link)
        except NotFound:
            pass
        else:
            if offer.state == OfferState.WAITING:
                resend(offer=offer, by=who)
        messages.success(request, _("If it still waits, a new link is on its way to the registered address."))
        return SeeOther(request.path)
    return render(request, "referrals/link_over.html", {"expired": problem.expired}, status=GONE)
