"""The people whom an organisation accompanies: the list, finding somebody, one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.actors.models import Organisation
from intreccio.catalogue.shipped import languages
from intreccio.kernel.access import NotAllowed, Permission
from intreccio.kernel.acting import EVERYTHING, Purpose, Sight, Who
from intreccio.pathways.queries.referrals import of_person as referrals_of
from intreccio.people.access import may_accompany, organisations_acted_for
from intreccio.people.events import Part
from intreccio.people.looking import note_listed
from intreccio.people.models import Person
from intreccio.people.queries import PersonRow, age_of, people_found, people_known
from intreccio.people.rules.ages import OF_AGE
from intreccio.people.rules.codes import spoken
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import ACTING_FOR, in_care, of_person
from intreccio.web.people.booking import places_of
from intreccio.web.people.forms import SearchForm
from intreccio.web.people.showing import shown
from intreccio.web.referrals.showing import table
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import date_words

MOST_REFERRALS = 50
WAYS = {
    "person-needs": gettext_lazy("What is needed"),
    "person-plan": gettext_lazy("Personal plan"),
    "person-book": gettext_lazy("Book a meeting"),
    "person-key": gettext_lazy("Their own way to the record"),
}
"""What can be done with a person, beside sending them to somebody."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_care
def page(request: Request, who: Who) -> HttpResponse:
    """All of them by name; or those whom a name or code names.

    What was searched comes in the body of a POST: addresses are kept by browsers, servers and proxies.
    """
    form = SearchForm(request.POST if request.method == "POST" else None)
    assert who.organisation
    searched = form.is_valid()
    rows = people_found(form.cleaned_data["who"]) if searched else people_known(who.organisation)
    note_listed(len(rows), by=who)
    context = {
        "form": form,
        "searched": searched,
        "table": _table(rows),
        "organisation": Organisation.objects.get(pk=who.organisation),
        "others": Organisation.objects.filter(pk__in=organisations_acted_for(request.viewer)).exclude(
            pk=who.organisation
        ),
        "may_register": may_accompany(request.viewer, who),
        "may_break": request.viewer.may(Permission.BREAK_GLASS, who.organisation),
    }
    return render(request, "people/page.html", context)


@require_POST
def act_for(request: Request) -> SeeOther:
    """Accompany people for another of one's organisations."""
    asked = request.POST.get("organisation", "")
    if asked not in map(str, organisations_acted_for(request.viewer)):
        raise NotAllowed(Permission.ACCOMPANY)
    request.session[ACTING_FOR] = asked
    return see_other("people")


@require_safe
@of_person(Part.SUMMARY)
def person_page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Everything that the reader may know of one person."""
    changes = may_accompany(request.viewer, who) and who.purpose is Purpose.CARE
    context = {
        "person": shown(person, who),
        "may_change": changes,
        "sees_assessments": Sight.ASSESSMENTS in who.sights,
        "referrals": _referrals(person, who),
        "meetings": places_of(person),
        "ways": [(reverse(name, args=[person.pk]), label) for name, label in WAYS.items()],
        "is_minor": (age := age_of(person)) is not None and age < OF_AGE,
        "may_give_file": changes and EVERYTHING in who.sights,
    }
    return render(request, "people/person.html", context)


def _table(rows: list[PersonRow]) -> Table:
    spoken_in = languages()
    return Table(
        caption=_("People"),
        columns=[Column(_("Who")), Column(_("Language")), Column(_("Since")), Column(_("Accompanied by"))],
        rows=[
            Row(
                [
                    _called(row),
                    spoken_in[row.language].name.text(language()) if row.language in spoken_in else row.language,
                    date_words(row.since),
                    row.custodian,
                ],
                reverse("person", args=[row.id]),
            )
            for row in rows
        ],
    )


def _referrals(person: Person, who: Who) -> Table | None:
    """Where the person was sent, as far as the reader may know."""
    if who.organisation is None:
        return None
    found = list(referrals_of(person)[:MOST_REFERRALS])
    return table(found, _("Referrals"), who.organisation, outgoing=True)


def _called(row: PersonRow) -> str:
    if row.name:
        return row.name
    return _("Card %(code)s") % {"code": spoken(row.card)} if row.card else _("No name yet")
