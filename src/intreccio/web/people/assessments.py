"""Questionnaires: what a person answered and how it went; a new one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import record_assessment
from intreccio.pathways.queries.assessments import Step, Trend, last_answered, trends
from intreccio.pathways.rules.giving import Way
from intreccio.pathways.rules.instruments import Change, Instrument
from intreccio.pathways.shipped import bands, instruments
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.web.booklets.views import pdf_response
from intreccio.web.frame.redirects import see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.frame.squares import square
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import of_person, require_sight
from intreccio.web.people.changing import read_or_send
from intreccio.web.questionnaires.answering import ANSWER_DAYS, answer_token
from intreccio.web.questionnaires.forms import QuestionsForm
from intreccio.web.questionnaires.paper import sheet
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import date_words

UNPROCESSABLE = 422
CHANGES = {
    Change.BETTER: gettext_lazy("better"),
    Change.WORSE: gettext_lazy("worse"),
    Change.SAME: gettext_lazy("no change that matters"),
}
WAYS = {
    Way.TOGETHER: gettext_lazy("Together, now"),
    Way.PAPER: gettext_lazy("Copied from paper"),
}


@dataclass(frozen=True)
class InstrumentShown:
    """A questionnaire that can be answered; `last` is when the person last did, "" if never."""

    slug: str
    name: str
    questions: int
    last: str


class AnswersForm(QuestionsForm):
    """The questions, and when and how they were answered."""

    def __init__(self, instrument: Instrument, *given: Any, **named: Any) -> None:
        super().__init__(instrument, *given, **named)
        self.fields["on"] = forms.DateField(
            label=_("When?"),
            initial=clock.today(),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["way"] = forms.ChoiceField(label=_("How?"), choices=list(WAYS.items()), initial=Way.TOGETHER)


@require_safe
@of_person(Part.ASSESSMENTS)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """How every score went, and what can be asked."""
    require_sight(who, Sight.ASSESSMENTS)
    last = last_answered(person)
    context = {
        "person": person,
        "trends": [trend_table(trend) for trend in trends(person)],
        "instruments": [
            InstrumentShown(
                one.slug,
                one.name.text(language()),
                len(one.items),
                date_words(last[one.slug]) if one.slug in last else "",
            )
            for one in instruments().values()
        ],
        "may_ask": who.purpose is Purpose.CARE,
    }
    return render(request, "people/questionnaires.html", context)


@read_or_send
@of_person(Part.ASSESSMENTS)
def fill(request: Request, who: Who, person: Person, instrument: str) -> HttpResponse:
    """One questionnaire, to be answered."""
    require_sight(who, Sight.ASSESSMENTS)
    asked = instruments().get(instrument)
    if asked is None or who.purpose is not Purpose.CARE:
        raise NotFound
    form = AnswersForm(asked, request.POST or None)
    if form.is_valid() and _kept(form, person, who):
        messages.success(request, _("Saved."))
        return see_other("person-questionnaires", person.pk)
    context = {
        "form": form,
        "person": person,
        "instrument": asked,
        "introduction": asked.introduction.text(language()),
    }
    context |= {"title": asked.name.text(language())}
    return render(request, "people/questionnaire.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@of_person(Part.ASSESSMENTS)
def paper(request: Request, who: Who, person: Person, instrument: str) -> HttpResponse:
    """The questions on paper, without a word of whose they are."""
    require_sight(who, Sight.ASSESSMENTS)
    asked = instruments().get(instrument)
    if asked is None:
        raise NotFound
    response = pdf_response(sheet(asked), f"{asked.slug}.pdf")
    store_nowhere(response)
    return response


@require_POST
@of_person(Part.ASSESSMENTS)
def link(request: Request, who: Who, person: Person, instrument: str) -> HttpResponse:
    """A link by which the person answers alone, once."""
    require_sight(who, Sight.ASSESSMENTS)
    asked = instruments().get(instrument)
    if asked is None or who.purpose is not Purpose.CARE:
        raise NotFound
    address = settings.INTRECCIO_ADDRESS + reverse("answer", args=[asked.slug, answer_token(person, asked)])
    context = {
        "person": person,
        "title": asked.name.text(language()),
        "address": address,
        "square": square(address),
        "days": ANSWER_DAYS,
    }
    response = render(request, "people/questionnaire_link.html", context)
    store_nowhere(response)
    return response


def _kept(form: AnswersForm, person: Person, who: Who) -> bool:
    said = form.cleaned_data
    try:
        record_assessment(
            person=person,
            instrument=form.instrument,
            answers=form.answers(),
            way=Way(said["way"]),
            on=said["on"],
            by=who,
        )
    except Refused as problem:
        form.add_error(problem.field or None, problem.message.text(language()))
        return False
    return True


def trend_table(trend: Trend) -> Table:
    """How one score went, the last first."""
    name = trend.score.name.text(language())
    title = trend.instrument.name.text(language())
    return Table(
        caption=title if name == title else f"{title}: {name}",
        columns=[Column(_("When")), Column(_("Value"), is_number=True), Column(_("Band")), Column(_("Change"))],
        rows=[_step_row(step) for step in reversed(trend.steps)],
    )


def _step_row(step: Step) -> Row:
    change = str(CHANGES[step.change]) if step.change else ""
    return Row([date_words(step.on), str(step.value), bands()[step.band].text(language()), change])
