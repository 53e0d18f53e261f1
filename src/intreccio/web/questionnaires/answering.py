"""Answering a questionnaire alone, through a link that is good once."""

from allauth.core.ratelimit import consume_or_429
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intreccio.accounts.links import Link, LinkRefused, read_link
from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import EVERYTHING, Purpose, Who
from intreccio.kernel.databases.context import asking, set_context
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import record_assessment
from intreccio.pathways.models import Assessment
from intreccio.pathways.rules.giving import Way
from intreccio.pathways.rules.instruments import Instrument
from intreccio.pathways.shipped import instruments
from intreccio.people.access import own_record, person_for
from intreccio.people.models import Person
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.imports.wording import language
from intreccio.web.questionnaires.forms import QuestionsForm
from intreccio.web.requests import Request

GONE, UNPROCESSABLE = 410, 422
ANSWER_DAYS = 14


def answer_token(person: Person, instrument: Instrument) -> str:
    """What stands in the link; once the questionnaire was answered it leads nowhere."""
    return Link(_act(instrument), person.pk, _times(person, instrument)).token(days=ANSWER_DAYS)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: Request, instrument: str, token: str) -> HttpResponse:
    """The questions; nothing on the page says whose answers they are."""
    asked = instruments().get(instrument)
    if asked is None:
        raise NotFound
    if request.method == "POST" and (refused := consume_or_429(request, action="answer")):
        return refused
    with transaction.atomic():
        try:
            link = read_link(token, act=_act(asked))
            set_context(own_record(link.subject))
            person = person_for(link.subject)
        except (LinkRefused, NotFound):
            return _over(request)
        if link.version != _times(person, asked):
            return _over(request)
        response = _answered(request, person, asked)
    store_nowhere(response)
    return response


def _answered(request: Request, person: Person, instrument: Instrument) -> HttpResponse:
    form = QuestionsForm(instrument, request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "title": instrument.name.text(language()),
        "introduction": instrument.introduction.text(language()),
        "source": f"{instrument.source}. {instrument.licence}.",
        "state": "asks",
        "quick_exit": True,
    }
    if form.is_valid():
        try:
            _keep(person, form)
        except Refused as problem:
            form.add_error(None, problem.message.text(language()))
        else:
            return render(request, "questionnaires/answer.html", {**context, "state": "thanks"})
    return render(request, "questionnaires/answer.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _keep(person: Person, form: QuestionsForm) -> None:
    # The person reads by themselves; what they say is kept with the eyes of who accompanies them.
    custodian = Who(None, person.custodian_id, Purpose.CARE, EVERYTHING)
    with asking(custodian):
        record_assessment(
            person=person,
            instrument=form.instrument,
            answers=form.answers(),
            way=Way.ALONE,
            on=clock.today(),
            by=custodian,
        )


def _times(person: Person, instrument: Instrument) -> int:
    """How often it was answered, as everybody who may know counts."""
    return Assessment.objects.filter(person=person, instrument=instrument.slug).count()


def _act(instrument: Instrument) -> str:
    return f"answer:{instrument.slug}"


def _over(request: Request) -> HttpResponse:
    return render(request, "questionnaires/answer.html", {"state": "over", "quick_exit": True}, status=GONE)
