"""The forms that describe a source."""

from itertools import chain, count
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.actors.rules.contacts import clean_website
from intreccio.catalogue.actions import SourceDetails
from intreccio.catalogue.models import Source
from intreccio.catalogue.shipped import languages
from intreccio.kernel.refusing import Refused
from intreccio.web.imports.wording import language

WEB = ("https://", "http://")
HOURS_IN_A_DAY = 24
LONGEST_SLUG = 50
UNNAMED = "source"
RHYTHMS = (1, 6, 12, 24, 168, 720)
"""Hours between two fetches that can be chosen."""


class SourceForm(forms.Form):
    """What a source is. Only those who may verify organisations may say that it is vouched for."""

    name = forms.CharField(
        label=gettext_lazy("Name of the source"),
        max_length=200,
        help_text=gettext_lazy("Who publishes it and what it is, e.g. “Services of the Region, open data”."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of its texts"))
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Under which it may be used again, e.g. CC BY 4.0 or IODL 2.0."),
    )
    url = forms.CharField(label=gettext_lazy("Its web page"), max_length=200, required=False)
    vouched = forms.BooleanField(
        label=gettext_lazy("What it brings counts as checked"),
        required=False,
        help_text=gettext_lazy(
            "Choose this only for a source that somebody answers for: its organisations and services are shown at "
            "once. Otherwise its organisations are proposals that nobody sees until they are verified."
        ),
    )

    def __init__(self, *args: Any, may_vouch: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of its texts"),
            choices=[(code, found.name.text(language())) for code, found in languages().items()],
            initial="it",
        )
        if not may_vouch:
            del self.fields["vouched"]

    def details(self, kind: str) -> SourceDetails:
        """What was said, of a source read as this kind of import."""
        return SourceDetails(kind=kind, **self.cleaned_data)

    def clean_url(self) -> str:
        """A web address with its scheme, or nothing."""
        url: str = self.cleaned_data["url"]
        try:
            return clean_website(url, field="url") if url else ""
        except Refused as problem:
            raise forms.ValidationError(problem.message.text(language())) from problem

    def free_slug(self) -> str:
        """A slug made of the name that no other source has."""
        slug = slugify(self.cleaned_data["name"])[:LONGEST_SLUG].strip("-") or UNNAMED
        taken = set(Source.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        numbered = (f"{slug}-{number}" for number in count(2))
        return next(free for free in chain([slug], numbered) if free not in taken)


class FeedForm(SourceForm):
    """What a source is, and how it is fetched."""

    active = forms.BooleanField(
        label=gettext_lazy("In use"),
        required=False,
        help_text=gettext_lazy("A source that is not in use is not fetched; what it brought stays."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address to fetch it from"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("The web address of the file itself. Leave it empty if somebody uploads it."),
    )
    every_hours = forms.TypedChoiceField(
        label=gettext_lazy("Fetch it by itself"), required=False, coerce=int, empty_value=None
    )
    applies_itself = forms.BooleanField(
        label=gettext_lazy("Save what is fetched without asking"),
        required=False,
        help_text=gettext_lazy(
            "What is fetched is always checked. With this it is also saved, unless something alarming was found, "
            "such as many things that are gone at once: then somebody is asked. It can be undone like any import."
        ),
    )

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        self.source = source
        names = [*SourceForm.base_fields, "active", "address", "every_hours", "applies_itself"]
        super().__init__(*args, initial={name: getattr(source, name) for name in names}, **options)
        rhythms = sorted({*RHYTHMS, *([source.every_hours] if source.every_hours else [])})
        never = ("", _("Never: only when somebody asks"))
        choices = [never, *((hours, rhythm_words(hours)) for hours in rhythms)]
        self.fields["every_hours"].choices = choices  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        """A web address; a path on the server only where it stands there already."""
        address: str = self.cleaned_data["address"].strip()
        if address and address != self.source.address and not address.startswith(WEB):
            raise forms.ValidationError(_("Write a web address that begins with https://."))
        return address

    def clean(self) -> dict[str, Any]:
        """What is fetched by itself must come from somewhere."""
        said = super().clean() or self.cleaned_data
        if said.get("every_hours") and not said.get("address") and "address" not in self.errors:
            self.add_error("address", _("Say where it is fetched from."))
        return said

    def details(self, kind: str) -> SourceDetails:
        """What was said; whether it is vouched for stays as it is where that was not asked."""
        return SourceDetails(kind=kind, **{"vouched": self.source.vouched, **self.cleaned_data})


def rhythm_words(hours: int) -> str:
    """How often, in words."""
    days, rest = divmod(hours, HOURS_IN_A_DAY)
    if rest:
        return _("Every %(hours)s hours") % {"hours": hours} if hours > 1 else _("Every hour")
    return _("Every %(days)s days") % {"days": days} if days > 1 else _("Every day")
