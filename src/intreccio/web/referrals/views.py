"""Referrals of an organisation: those asked of it and those it sent; one of them with every step; sending one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Term
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Sight, Who
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.pathways.access import offer_to, referral_for
from intreccio.pathways.actions import ReferralDraft, accept, fix_date, move, refuse, send_referral, take_note
from intreccio.pathways.models import Referral
from intreccio.pathways.queries.referrals import asked_of, sent_by, sides_of, still_open
from intreccio.pathways.rules.referring import OPEN, REFERRAL, SIDES, ReferralState, Side
from intreccio.pathways.shipped import weights
from intreccio.people.events import Part
from intreccio.people.looking import note_listed, note_seen
from intreccio.people.models import Person
from intreccio.people.rules.granting import LegalBasis
from intreccio.web.desk.views import version_sent
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.office.forms import activity_of
from intreccio.web.people.acting import in_care, of_person, require_accompanying
from intreccio.web.referrals.attaching import AttachForm
from intreccio.web.referrals.forms import (
    ClosingForm,
    NeedForm,
    ProgressForm,
    ReferralForm,
    RefuseForm,
    RemarkForm,
    StepForm,
)
from intreccio.web.referrals.matching import Matches
from intreccio.web.referrals.showing import columns, shown, table
from intreccio.web.referrals.speaking import spoken
from intreccio.web.referrals.tabs import tabs
from intreccio.web.referrals.wording import MATCHING, VERBS
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Place, Row, Table

UNPROCESSABLE, CONFLICT = 422, 409
PAGE = 50
MOST_ON_BOARD = 200
CLOSING = ("complete", "fail")
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@in_care
def page(request: Request, who: Who) -> HttpResponse:
    """Those asked of the organisation, or sent by it; open ones, or all, in pages."""
    assert who.organisation
    outgoing, everything = _outgoing(request), "all" in request.GET
    found = sent_by(who.organisation) if outgoing else asked_of(who.organisation)
    found = found if everything else still_open(found)
    number = page_number(request.GET.get("page", ""))
    rows = found.select_related("term", "from_organisation", "to_organisation")
    listed = list(rows[(number - 1) * PAGE : number * PAGE])
    note_listed(len(listed), by=who)
    base = reverse("referrals")
    caption = _("Referrals that we sent") if outgoing else _("Referrals that we are asked to take")
    kept = [("show", "sent")] if outgoing else []
    asked = [*kept, ("all", "1")]
    context = {
        "tabs": tabs("sent" if outgoing else "asked"),
        "table": table(listed, caption, who.organisation, outgoing=outgoing),
        "pages": numbered_pages(base, asked if everything else kept, number, found.order_by().count(), PAGE),
        "all_url": "" if everything else address(base, asked),
        "views": _views(outgoing, board=False),
    }
    return render(request, "referrals/page.html", context)


@require_safe
@in_care
def board(request: Request, who: Who) -> HttpResponse:
    """The open ones side by side, by where they stand: the longest waiting first."""
    assert who.organisation
    outgoing = _outgoing(request)
    found = still_open(sent_by(who.organisation) if outgoing else asked_of(who.organisation))
    rows = found.select_related("term", "from_organisation", "to_organisation").order_by("sent_at")
    listed = list(rows[:MOST_ON_BOARD])
    note_listed(len(listed), by=who)
    context = {
        "tabs": tabs("sent" if outgoing else "asked"),
        "columns": columns(listed, outgoing=outgoing),
        "views": _views(outgoing, board=True),
        "is_full": len(listed) == MOST_ON_BOARD,
    }
    return render(request, "referrals/board.html", context)


def _outgoing(request: Request) -> bool:
    return request.GET.get("show") == "sent"


def _views(outgoing: bool, *, board: bool) -> list[Place]:
    """The same as a list and as a board."""
    kept = [("show", "sent")] if outgoing else []
    return [
        Place(_("List"), address(reverse("referrals"), kept), not board),
        Place(_("Board"), address(reverse("referral-board"), kept), board),
    ]


@require_safe
@in_care
def one(request: Request, who: Who, referral: UUID) -> HttpResponse:
    """One referral, as far as the reader may know it."""
    found = referral_for(referral)
    return _page(request, found, who)


@require_safe
@in_care
def ranking(request: Request, who: Who) -> HttpResponse:
    """How the order of suggestions comes about: every reason and what it weighs."""
    weighed = weights()
    total = sum(weighed.values())
    rows = [
        Row([str(MATCHING[reason]), f"{weight:g}", f"{weight / total:.0%}"])
        for reason, weight in sorted(weighed.items(), key=lambda one: -one[1])
    ]
    headings = [Column(_("Reason")), Column(_("Weight"), is_number=True), Column(_("Share"), is_number=True)]
    return render(
        request, "referrals/ranking.html", {"table": Table(_("What counts, and how much"), headings, rows)}
    )


@require_POST
@in_care
def answer(request: Request, who: Who, referral: UUID) -> HttpResponse:
    """Accept, or say no and why."""
    found = referral_for(referral)
    require_accompanying(request, who)
    offer = offer_to(who.organisation, found)
    if request.POST.get("verb") == "accept":
        return _tried(
            request, found, lambda: accept(offer=offer, by=who), _("Accepted: now you see whom it is about.")
        )
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, who, refuse=form)
    said = form.cleaned_data
    try:
        refuse(offer=offer, refusal=said["refusal"], words=said["words"], by=who)
    except Refused as problem:
        form.add_error(problem.field, problem.message.text(get_language() or "it"))
        return _page(request, found, who, refuse=form)
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    else:
        messages.success(request, _("Answered: thank you for saying why."))
    return see_other("referrals")


@read_or_send
@in_care
def step(request: Request, who: Who, referral: UUID, verb: str) -> HttpResponse:
    """A step that wants a reason or an outcome, or none."""
    found = referral_for(referral)
    require_accompanying(request, who)
    if verb not in _verbs(found, who) or verb in ("accept", "reject"):
        raise NotFound
    wants = REFERRAL.step(ReferralState(found.state), verb, reason="-").reason
    sent = request.POST if request.method == "POST" else None
    form: Any = ClosingForm(verb, sent) if verb in CLOSING else StepForm(sent)
    if sent is not None and (not wants or form.is_valid()):
        said = form.cleaned_data if wants else {}
        expected = version_sent(request.POST)
        return _tried(
            request,
            found,
            lambda: move(
                referral=found,
                verb=verb,
                words=said.get("words", ""),
                outcome=said.get("outcome"),
                expected=expected,
                by=who,
            ),
            _("Done."),
        )
    context = {"form": form if wants else None, "label": VERBS[verb], "referral": found, "verb": verb}
    return render(request, "referrals/step.html", context, status=UNPROCESSABLE if sent is not None else 200)


@require_POST
@in_care
def note(request: Request, who: Who, referral: UUID) -> HttpResponse:
    """What was last done with the person."""
    found = referral_for(referral)
    require_accompanying(request, who)
    form = ProgressForm(request.POST)
    if Side.TARGET not in sides_of(found, who.organisation) or not form.is_valid():
        raise NotFound
    progress = form.cleaned_data["progress"]
    return _tried(request, found, lambda: take_note(referral=found, progress=progress, by=who), _("Noted."))


@require_POST
@in_care
def say(request: Request, who: Who, referral: UUID) -> HttpResponse:
    """A word to the other side."""
    found = referral_for(referral)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, who, say=form)
    return _tried(request, found, lambda: spoken(found, form, who), _("Sent."))


@require_POST
@in_care
def fix(request: Request, who: Who, referral: UUID) -> HttpResponse:
    """Settle on one of the dates that the other side proposed."""
    found = referral_for(referral)
    require_accompanying(request, who)
    date = parse_datetime(request.POST.get("date", ""))
    if date is None:
        raise NotFound
    return _tried(request, found, lambda: fix_date(referral=found, date=date, by=who), _("The date is fixed."))


@read_or_send
@of_person(Part.SUMMARY)
def new(request: Request, who: Who, person: Person) -> HttpResponse:
    """Send a person to somebody who can help: what is needed, who answers, what is told to whom."""
    require_accompanying(request, who)
    asked = request.POST if request.method == "POST" else request.GET
    need = NeedForm(asked if asked.get("term") else None)
    matches = form = None
    if need.is_valid():
        matches = Matches(person, need.asked())
        sent_form = request.POST if request.method == "POST" else None
        form = ReferralForm(matches.options(), sent_form, initial={"reopens": request.GET.get("reopens", "")})
        if form.is_valid() and (sent := _sent(request, who, person, form, matches)):
            return see_other("referral", sent.pk)
    context = {
        "person": person,
        "need": need,
        "matches": matches.shown if matches else None,
        "problems": matches.problems if matches else (),
        "form": form,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "referrals/new.html", context, status=status)


def _sent(request: Request, who: Who, person: Person, form: ReferralForm, matches: Matches) -> Referral | None:
    said = form.cleaned_data
    term: Term = activity_of(request.POST["term"])
    draft = ReferralDraft(
        term=term,
        said=said["said"],
        services=[matches.services[one] for one in said["services"]],
        urgency=said["urgency"],
        adaptations=said["adaptations"],
        companion=said["companion"],
        legal_basis=LegalBasis(said["legal_basis"]),
        agreed=said["agreed"],
        discloses=Sight.REFERRED | Sight.IDENTITY if said["tells_name"] else Sight.REFERRED,
        considered=matches.considered(said["services"]),
        why_chosen=said["why_chosen"],
        reopens=Referral.objects.filter(person=person, pk=said["reopens"]).first() if said["reopens"] else None,
    )
    try:
        sent = send_referral(id=said["id"], person=person, draft=draft, by=who)
    except Refused as problem:
        form.add_error(problem.field or None, problem.message.text(get_language() or "it"))
        return None
    messages.success(request, _("Sent: those asked get a mail that names nobody."))
    return sent


def _tried(request: Request, referral: Referral, act: Callable[[], object], done: str) -> SeeOther:
    try:
        act()
    except (StepRefused, VersionConflict):
        messages.warning(request, _("Somebody else has decided meanwhile."))
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    else:
        messages.success(request, done)
    return see_other("referral", referral.pk)


def _verbs(referral: Referral, who: Who) -> list[str]:
    """What the reader's organisation may do with it now."""
    allowed = {verb for side in sides_of(referral, who.organisation) for verb in SIDES[side]}
    return [verb for verb in REFERRAL.verbs(ReferralState(referral.state)) if verb in allowed]


def _takes_part(referral: Referral, who: Who) -> bool:
    return who.organisation in (referral.from_organisation_id, referral.to_organisation_id)


def _is_public(who: Who) -> bool:
    assert who.organisation
    return Organisation.objects.filter(pk=who.organisation, is_public=True).exists()


def _again_url(referral: Referral, who: Who) -> str:
    """Where whoever sent a closed referral sends the person anew."""
    if ReferralState(referral.state) in OPEN or who.organisation != referral.from_organisation_id:
        return ""
    return address(
        reverse("person-refer", args=[referral.person_id]),
        [("term", referral.term.key), ("reopens", str(referral.pk))],
    )


def _page(request: Request, referral: Referral, who: Who, **forms: Any) -> HttpResponse:
    if person := Person.objects.filter(pk=referral.person_id).first():
        note_seen(person, Part.SUMMARY, by=who)
    verbs = _verbs(referral, who)
    is_target = Side.TARGET in sides_of(referral, who.organisation)
    context = {
        "referral": shown(referral, who),
        "again_url": _again_url(referral, who),
        "may_answer": "accept" in verbs,
        "papers": [(one.pk, str(one.name)) for one in referral.attachments.defer("content")],
        "attach": AttachForm() if ReferralState(referral.state) in OPEN and _takes_part(referral, who) else None,
        "may_forward": "accept" in verbs and _is_public(who),
        "steps": [(verb, VERBS[verb]) for verb in verbs if verb in VERBS],
        "refuse": forms.get("refuse") or RefuseForm(),
        "say": forms.get("say") or RemarkForm(),
        "progress": ProgressForm(initial={"progress": referral.progress})
        if is_target and "complete" in verbs
        else None,
    }
    return render(request, "referrals/one.html", context, status=UNPROCESSABLE if forms else 200)
