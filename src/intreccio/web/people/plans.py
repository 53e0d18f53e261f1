"""A person's plan: writing it with them, their goals, and the copy that they keep."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Sight, Who
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import PlanDraft, score_goal, set_goal, settle_goal, write_plan
from intreccio.pathways.models import Goal
from intreccio.pathways.queries.plans import GoalSeen, plan_of, versions_of
from intreccio.pathways.queries.referrals import of_person as referrals_of
from intreccio.pathways.queries.referrals import still_open
from intreccio.pathways.rules.planning import LEAST, LONGEST_WORDS, MOST, Existing, GoalState
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.web.booklets.views import pdf_response
from intreccio.web.desk.views import version_sent
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import of_person, require_accompanying, require_sight
from intreccio.web.people.changing import read_or_send
from intreccio.web.plans.copies import copy
from intreccio.web.requests import Request
from intreccio.web.shown.plans import GoalShown
from intreccio.web.words.moments import date_words, moment_words

UNPROCESSABLE, CONFLICT = 422, 409
EXISTING = {
    Existing.NONE: gettext_lazy("None"),
    Existing.PAI: gettext_lazy("Individual care plan (PAI)"),
    Existing.LIFE_PROJECT: gettext_lazy("Life project (progetto di vita)"),
    Existing.PTRP: gettext_lazy("Rehabilitation plan (PTRP)"),
    Existing.INCLUSION_PACT: gettext_lazy("Inclusion pact"),
    Existing.OTHER: gettext_lazy("Another plan"),
}
STATES = {
    GoalState.OPEN: gettext_lazy("Open"),
    GoalState.REACHED: gettext_lazy("Reached"),
    GoalState.LEFT: gettext_lazy("Left"),
}
SCALE = [("", "–"), *((str(value), str(value)) for value in range(LEAST, MOST + 1))]


class PlanForm(forms.Form):
    """What matters to the person, in their words."""

    matters = forms.CharField(
        label=gettext_lazy("What matters to the person?"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("In their words, in their language."),
    )
    strengths = forms.CharField(
        label=gettext_lazy("What are they good at, and who stands by them?"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    existing = forms.TypedChoiceField(
        label=gettext_lazy("Is there a plan by law?"),
        coerce=Existing,
        empty_value=Existing.NONE,
        choices=list(EXISTING.items()),
        required=False,
        help_text=gettext_lazy("This one stands beside it and does not replace it."),
    )
    existing_holder = forms.CharField(
        label=gettext_lazy("Who holds it, and whom to ask?"), max_length=200, required=False
    )


class GoalForm(forms.Form):
    """One goal, and how far they are."""

    words = forms.CharField(
        label=gettext_lazy("What does the person want?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    value = forms.TypedChoiceField(
        label=gettext_lazy("How far are they, from 0 to 10?"),
        coerce=int,
        empty_value=None,
        choices=SCALE,
        required=False,
    )


@read_or_send
@of_person(Part.PLAN)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """The plan, to be read and written; where somebody else wrote meanwhile, nothing is lost."""
    require_sight(who, Sight.SUPPORT)
    seen = plan_of(person)
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        require_accompanying(request, who)
    form = PlanForm(sent, initial=_initial(seen.plan) if seen.plan else None)
    status = UNPROCESSABLE if sent is not None else 200
    if form.is_valid():
        try:
            draft = PlanDraft(**form.cleaned_data)
            write_plan(person=person, draft=draft, expected=version_sent(request.POST), by=who)
        except VersionConflict:
            status = CONFLICT
            form.add_error(None, _("Somebody else wrote meanwhile. What you wrote is still here: save it again."))
        else:
            messages.success(request, _("Saved."))
            return see_other("person-plan", person.pk)
    return _page(request, person, form=form, status=status)


@require_POST
@of_person(Part.PLAN)
def add_goal(request: Request, who: Who, person: Person) -> HttpResponse:
    """One goal more."""
    require_sight(who, Sight.SUPPORT)
    require_accompanying(request, who)
    form = GoalForm(request.POST)
    if form.is_valid():
        try:
            set_goal(person=person, **form.cleaned_data, by=who)
        except Refused as problem:
            form.add_error(problem.field, problem.message.text(language()))
        else:
            return see_other("person-plan", person.pk)
    return _page(request, person, goal=form, status=UNPROCESSABLE)


@require_POST
@of_person(Part.PLAN)
def change_goal(request: Request, who: Who, person: Person, goal: UUID) -> SeeOther:
    """How far they are today; or what became of it."""
    require_sight(who, Sight.SUPPORT)
    require_accompanying(request, who)
    found = Goal.objects.select_related("person").filter(person=person, pk=goal).first()
    if found is None:
        raise NotFound
    value, state = request.POST.get("value", ""), request.POST.get("state", "")
    try:
        if value.isascii() and value.isdigit() and len(value) < 3:
            score_goal(goal=found, value=int(value), by=who)
        elif state in set(GoalState):
            settle_goal(goal=found, state=GoalState(state), by=who)
    except Refused as problem:
        messages.error(request, problem.message.text(language()))
    return see_other("person-plan", person.pk)


@require_safe
@of_person(Part.PLAN)
def own_copy(request: Request, who: Who, person: Person) -> HttpResponse:
    """What the person takes home."""
    require_sight(who, Sight.SUPPORT)
    made = copy(person, plan_of(person), list(still_open(referrals_of(person))), clock.today())
    response = pdf_response(made, "intreccio.pdf")
    store_nowhere(response)
    return response


def _page(
    request: Request,
    person: Person,
    *,
    form: PlanForm | None = None,
    goal: GoalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    seen = plan_of(person)
    context: dict[str, Any] = {
        "person": person,
        "version": seen.plan.version if seen.plan else 0,
        "form": form or PlanForm(initial=_initial(seen.plan) if seen.plan else None),
        "goal_form": goal or GoalForm(),
        "goals": [_goal(one) for one in seen.goals],
        "versions": [
            (moment_words(one.changed_at), str(one.matters or ""), str(one.strengths or ""))
            for one in versions_of(person)
        ],
        "scale": [value for value, _words in SCALE[1:]],
    }
    return render(request, "people/plan.html", context, status=status)


def _goal(one: GoalSeen) -> GoalShown:
    change = ""
    if one.change is not None:
        change = _("%(change)+d since the beginning") % {"change": one.change}
    return GoalShown(
        id=one.goal.pk,
        words=str(one.goal.words),
        state=str(STATES[GoalState(one.goal.state)]),
        is_open=one.goal.state == GoalState.OPEN,
        scores=[(date_words(score.on), score.value) for score in one.scores],
        change=change,
        change_matters=one.change_matters,
        last=one.scores[-1].value if one.scores else None,
    )


def _initial(plan: Any) -> dict[str, str]:
    return {
        "matters": str(plan.matters or ""),
        "strengths": str(plan.strengths or ""),
        "existing": plan.existing,
        "existing_holder": str(plan.existing_holder or ""),
    }
