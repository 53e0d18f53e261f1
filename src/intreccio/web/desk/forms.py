"""The forms of the desk: a listing in parts, a group, a reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intreccio.actors.models import Site
from intreccio.actors.rules.contacts import clean_phone, clean_website
from intreccio.catalogue.models import Activity, CostOption
from intreccio.catalogue.models.services import OLDEST_AGE
from intreccio.catalogue.queries.terms import TermShown, terms_by_key
from intreccio.catalogue.shipped import languages
from intreccio.web.desk.fields import cleaned
from intreccio.web.desk.schedules import HoursField
from intreccio.web.services.showing import ENROLMENT
from intreccio.web.shown.pieces import Link

TAXONOMIES = ("activities", "audiences", "life-course", "health-themes", "settings", "access-modes")
Choices = list[tuple[str, str]]


MARKS = gettext_lazy(
    "An empty line begins a paragraph, a line with - an item of a list. *So* it stands out, **so** more;"
    " [words](https://…) are a link."
)


class ReasonForm(forms.Form):
    """Why something is no longer so."""

    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=300)


class LanguageForm(forms.Form):
    """What something says of itself in one language; all empty, it says nothing in it."""

    reviewed = forms.BooleanField(
        label=gettext_lazy("Somebody who knows this language has read it"), required=False
    )

    def __init__(self, language: str, data: QueryDict | None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, prefix=f"text-{language}", initial={"reviewed": True, **initial})
        self.language = language
        self.title = languages()[language].own if language in languages() else language
        for name, field in self.fields.items():
            if name != "reviewed":
                field.widget.attrs["lang"] = language

    def words(self) -> dict[str, str]:
        """What was written, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reviewed"}


class NamedForm(LanguageForm):
    """Words of which the name comes first: in a language without a name nothing else is said."""

    def clean(self) -> dict[str, Any]:
        """Whatever is said in a language needs a name in it."""
        said = super().clean() or self.cleaned_data
        if any(self.words().values()) and not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Give it a name in this language too, or leave the whole language empty."))
        return said


class TextForm(NamedForm):
    """What a service says of itself in one language."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    summary = forms.CharField(
        label=gettext_lazy("In one sentence"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What somebody reads in the list of results."),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=MARKS,
    )
    how_to = forms.CharField(
        label=gettext_lazy("How to get in"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What one has to do: just come, call, book, bring something."),
    )
    eligibility = forms.CharField(
        label=gettext_lazy("Who it is for, in words"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    field_order = ("name", "summary", "description", "how_to", "eligibility", "reviewed")


class GroupTextForm(NamedForm):
    """What a group or course says of itself in one language."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=MARKS,
    )
    reviewed = None  # type: ignore[assignment]


class CostForm(forms.Form):
    """One price; without a kind there is none."""

    kind = forms.ChoiceField(label=gettext_lazy("Cost"), required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("Euros"), required=False, min_value=Decimal("0.01"), max_value=100_000, decimal_places=2
    )
    per = forms.ChoiceField(label=gettext_lazy("For what"), required=False)
    isee_up_to = forms.DecimalField(
        label=gettext_lazy("Only with an ISEE up to (euros)"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        decimal_places=2,
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)

    def __init__(self, number: int, data: QueryDict | None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, prefix=f"cost-{number}", initial=dict(initial))
        self.title = _("Cost %(number)s") % {"number": number + 1}
        kinds = {"": _("–"), "free": _("Free of charge"), "amount": _("An amount"),
                 "contribution": _("Whatever one can give"), "membership": _("A yearly membership")}  # fmt: skip
        pers = {"": _("–"), "meeting": _("a meeting"), "month": _("a month"), "year": _("a year"),
                "course": _("a course"), "hour": _("an hour"), "once": _("once")}  # fmt: skip
        assert set(kinds) - {""} == set(CostOption.Kind.values)
        _offer(self.fields["kind"], list(kinds.items()))
        _offer(self.fields["per"], list(pers.items()))

    def clean(self) -> dict[str, Any]:
        """An amount where one is needed, and none where it is free."""
        said = super().clean() or self.cleaned_data
        kind, amount = said.get("kind"), said.get("amount")
        if kind in ("amount", "membership") and not amount and "amount" not in self.errors:
            self.add_error("amount", _("How much is it?"))
        if kind == "free" and amount:
            self.add_error("amount", _("It is free: leave the amount empty."))
        if not kind and (amount or said.get("note") or said.get("isee_up_to")):
            self.add_error("kind", _("Say what kind of cost this is."))
        return said


class ServiceForm(forms.Form):
    """What a service says that is the same in every language."""

    title = ""
    min_age = forms.IntegerField(label=gettext_lazy("From age"), required=False, min_value=0, max_value=OLDEST_AGE)
    max_age = forms.IntegerField(label=gettext_lazy("To age"), required=False, min_value=0, max_value=OLDEST_AGE)
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages spoken"), required=False)
    sites = forms.MultipleChoiceField(label=gettext_lazy("Where it is held"), required=False)
    documents = forms.CharField(
        label=gettext_lazy("Papers to bring"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=gettext_lazy("Email"), required=False)
    url = forms.CharField(label=gettext_lazy("Website"), required=False, max_length=200)
    review_months = forms.TypedChoiceField(
        label=gettext_lazy("How often shall we ask you whether it is still true?"), coerce=int
    )

    def __init__(self, sites: Sequence[Site], own_hours: Sequence[Site], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for taxonomy, shown in _offered().items():
            self.fields[taxonomy] = forms.MultipleChoiceField(
                label=shown[0].taxonomy_name.text(get_language() or "it"),
                required=False,
                choices=[(term.key, path_of(term)) for term in shown],
                widget=forms.CheckboxSelectMultiple,
            )
        _tick(self.fields["languages"], [(code, one.own) for code, one in languages().items()])
        _tick(self.fields["sites"], [(str(site.pk), site.name) for site in sites])
        _offer(self.fields["review_months"], [(str(n), _every(n)) for n in range(1, 13)])
        self.fields["hours"] = HoursField(_("Opening hours"), name="hours")
        for site in own_hours:
            name = f"hours_{site.pk.hex}"
            self.fields[name] = HoursField(_("Opening hours at %(site)s") % {"site": site.name}, name=name)

    def clean_phone(self) -> str:
        """A number in its international form; one that was there already stays as it is."""
        return self._cleaned(clean_phone, "phone")

    def clean_url(self) -> str:
        """A web address with its scheme."""
        return self._cleaned(clean_website, "url")

    def clean(self) -> dict[str, Any]:
        """Ages in their order."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("min_age"), said.get("max_age")
        if first is not None and last is not None and last < first:
            self.add_error("max_age", _("This is less than the age it begins with."))
        return said

    def _cleaned(self, clean: Callable[[str], str], name: str) -> str:
        """What `clean` makes of a text that is new here."""
        text: str = self.cleaned_data[name]
        return text if text == self.initial.get(name) else cleaned(clean, text)


class ActivityForm(forms.Form):
    """A group or course: when it meets, where, how many may come."""

    title = ""
    starts_on = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    site = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("How many places"), required=False, min_value=1, max_value=10_000
    )
    enrolment = forms.ChoiceField(label=gettext_lazy("Enrolment"))
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages spoken"), required=False)
    field_order = ("hours", "starts_on", "ends_on")

    def __init__(self, sites: Sequence[Site], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["hours"] = HoursField(_("When it meets"), name="hours")
        self.order_fields(self.field_order)
        told = _("In no fixed place, or told at enrolment")
        _offer(self.fields["site"], [("", told), *((str(site.pk), site.name) for site in sites)])
        _offer(self.fields["enrolment"], [(kind.value, str(ENROLMENT[kind])) for kind in Activity.Enrolment])
        _tick(self.fields["languages"], [(code, one.own) for code, one in languages().items()])

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It would end before it begins."))
        return said


def are_named(texts: Sequence[LanguageForm]) -> bool:
    """Whether there is a name in some language; the first form says so where there is none."""
    if any(form.cleaned_data["name"] for form in texts):
        return True
    texts[0].add_error("name", texts[0].fields["name"].error_messages["required"])
    return False


def problems(sent: Iterable[forms.Form]) -> list[Link]:
    """What is wrong in sent forms, each with the way to its field."""
    return [
        Link(f"{form.fields[name].label}: {' '.join(map(str, errors))}", f"#{form[name].auto_id}")
        for form in sent
        for name, errors in (form.errors.items() if form.is_bound else [])
        if name in form.fields
    ]


def path_of(term: TermShown) -> str:
    """A term under its parents: `Movement › Dance`."""
    known, names = terms_by_key(), [term]
    while names[0].parent in known:
        names.insert(0, known[names[0].parent])
    return " › ".join(one.name.text(get_language() or "it") for one in names)


def _offered() -> dict[str, list[TermShown]]:
    """The terms to choose among, by taxonomy."""
    found = terms_by_key().values()
    offered = {slug: [term for term in found if term.taxonomy == slug] for slug in TAXONOMIES}
    return {slug: terms for slug, terms in offered.items() if terms}


def _offer(field: forms.Field, choices: Choices) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _tick(field: forms.Field, choices: Iterator[Any] | list[Any]) -> None:
    assert isinstance(field, forms.MultipleChoiceField)
    field.widget = forms.CheckboxSelectMultiple()
    field.choices = [(value, str(label)) for value, label in choices]


def _every(months: int) -> str:
    return _("Every %(months)s months") % {"months": months} if months > 1 else _("Every month")
