"""The forms of an organisation's own data and of its places."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext_lazy

from intreccio.actors.models import Organisation, Site
from intreccio.actors.rules.contacts import clean_phone, clean_postcode, clean_website
from intreccio.actors.rules.coordinates import parse_coordinates
from intreccio.actors.rules.details import Address, OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import (
    AddressVisibility,
    OrganisationKind,
    RuntsSection,
    SiteKind,
    legal_forms,
    organisation_kind_names,
    runts_section_names,
    site_kind_names,
)
from intreccio.catalogue.queries.terms import accessibility_names
from intreccio.kernel.refusing import Refused
from intreccio.territory.models import Area
from intreccio.territory.queries import area_at
from intreccio.web.desk.fields import MunicipalityField, cleaned, municipality_words
from intreccio.web.desk.forms import MARKS, LanguageForm

NOBODY_SAYS = ("", "–")
VISIBILITIES = {
    AddressVisibility.PUBLIC: gettext_lazy("Everybody sees the address"),
    AddressVisibility.TOLD_AT_ENROLMENT: gettext_lazy("The address is told at enrolment"),
    AddressVisibility.HIDDEN: gettext_lazy("Nobody may know where it is"),
}


class MissionForm(LanguageForm):
    """What an organisation is, in one language."""

    description = forms.CharField(
        label=gettext_lazy("Who you are and what you do"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=MARKS,
    )
    field_order = ("description", "reviewed")


class OrganisationForm(forms.Form):
    """What an organisation says of itself and may change itself."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=80, required=False)
    alternate_names = forms.CharField(
        label=gettext_lazy("Other names by which people look for you"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=gettext_lazy("Email"), required=False)
    website = forms.CharField(label=gettext_lazy("Website"), required=False, max_length=300)
    municipality = MunicipalityField(required=False)
    founded = forms.IntegerField(label=gettext_lazy("Founded in the year"), required=False)

    def clean_phone(self) -> str:
        """A number in its international form."""
        return cleaned(clean_phone, self.cleaned_data["phone"])

    def clean_website(self) -> str:
        """A web address with its scheme."""
        return cleaned(clean_website, self.cleaned_data["website"])

    def details(self, before: OrganisationDetails) -> OrganisationDetails:
        """What was said, the rest as it was."""
        said = dict(self.cleaned_data)
        municipality, names = said.pop("municipality"), said.pop("alternate_names")
        return replace(
            before,
            municipality_id=municipality.pk if municipality else None,
            alternate_names=tuple(filter(None, map(str.strip, names.splitlines()))),
            **said,
        )


class OfficialForm(forms.Form):
    """What registers say of an organisation: only the network office changes it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    legal_form = forms.ChoiceField(label=gettext_lazy("Legal form"), required=False)
    tax_code = forms.CharField(label=gettext_lazy("Tax code"), max_length=20, required=False, empty_value=None)
    vat_number = forms.CharField(label=gettext_lazy("VAT number"), max_length=20, required=False, empty_value=None)
    runts_section = forms.ChoiceField(label=gettext_lazy("Section of the RUNTS"), required=False)
    runts_number = forms.CharField(
        label=gettext_lazy("RUNTS number"), max_length=20, required=False, empty_value=None
    )
    ipa_code = forms.CharField(label=gettext_lazy("IPA code"), max_length=20, required=False, empty_value=None)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["kind"], organisation_kind_names())
        _offer(self.fields["legal_form"], legal_forms(), NOBODY_SAYS)
        _offer(self.fields["runts_section"], runts_section_names(), NOBODY_SAYS)

    def details(self, before: OrganisationDetails) -> OrganisationDetails:
        """What was said, the rest as it was."""
        said = dict(self.cleaned_data)
        section = said.pop("runts_section")
        return replace(
            before,
            kind=OrganisationKind(said.pop("kind")),
            runts_section=RuntsSection(section) if section else None,
            **said,
        )


class SiteForm(forms.Form):
    """A place: what it is; and where, with who may know that, for those who may know it themselves."""

    name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of place"))
    municipality = MunicipalityField(required=False)
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=200, required=False)
    extra = forms.CharField(label=gettext_lazy("Staircase, floor, doorbell"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10, required=False)
    coordinates = forms.CharField(
        label=gettext_lazy("Point on the map"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Latitude and longitude, or the address of the point copied from a map. Without it, the place is"
            " found by its municipality."
        ),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may know where it is?"), widget=forms.RadioSelect)
    phone = forms.CharField(
        label=gettext_lazy("Telephone of the place"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    accessibility = forms.MultipleChoiceField(
        label=gettext_lazy("How accessible it is"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, knows_where: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.knows_where = knows_where
        _offer(self.fields["kind"], site_kind_names())
        _offer(self.fields["accessibility"], accessibility_names())
        self.fields["visibility"].choices = list(VISIBILITIES.items())  # type: ignore[attr-defined]
        if not knows_where:
            for name in ("municipality", "street", "extra", "postcode", "coordinates", "visibility"):
                del self.fields[name]

    def clean_phone(self) -> str:
        """A number in its international form."""
        return cleaned(clean_phone, self.cleaned_data["phone"])

    def clean_postcode(self) -> str:
        """Five digits, or those of another country."""
        return cleaned(clean_postcode, self.cleaned_data["postcode"])

    def clean_coordinates(self) -> str:
        """A point that can be read; the text stays as it was typed."""
        text: str = self.cleaned_data["coordinates"]
        if text:
            try:
                parse_coordinates(text)
            except Refused as problem:
                raise forms.ValidationError(problem.message.text(get_language() or "it")) from problem
        return text

    def place(self) -> Area | None:
        """The municipality that was named, or the one in which the point lies."""
        said: Mapping[str, Any] = getattr(self, "cleaned_data", {})
        named: Area | None = said.get("municipality")
        if named or not said.get("coordinates"):
            return named
        return area_at(*parse_coordinates(said["coordinates"]))

    def details(self, before: Site | None) -> SiteDetails:
        """What was said of the place, but for its address."""
        said = self.cleaned_data
        place: UUID | None = before.municipality_id if before else None
        if self.knows_where:
            found = self.place()
            place = found.pk if found else None
        return SiteDetails(
            kind=SiteKind(said["kind"]),
            name=said["name"],
            municipality_id=place,
            unit_id=before.unit_id if before else None,
            phone=said["phone"],
            accessibility=tuple(said["accessibility"]),
        )

    def address(self, before: Address) -> Address:
        """Where it is; what the form does not ask for stays."""
        said = self.cleaned_data
        return replace(
            before,
            street=said["street"],
            extra=said["extra"],
            postcode=said["postcode"],
            coordinates=parse_coordinates(said["coordinates"]) if said["coordinates"] else None,
        )


def organisation_initial(organisation: Organisation, details: OrganisationDetails) -> dict[str, Any]:
    """What the forms of an organisation begin with."""
    return {
        **vars(details),
        "alternate_names": "\n".join(details.alternate_names),
        "municipality": municipality_words(organisation.municipality),
    }


def site_initial(site: Site, address: Address) -> dict[str, Any]:
    """What the form of a place begins with."""
    point = address.coordinates
    return {
        "name": site.name,
        "kind": site.kind,
        "phone": site.phone,
        "accessibility": site.accessibility,
        "visibility": site.visibility,
        "municipality": municipality_words(site.municipality),
        "street": address.street,
        "extra": address.extra,
        "postcode": address.postcode,
        "coordinates": f"{point.lat}, {point.lon}" if point else "",
    }


def _offer(field: forms.Field, names: Mapping[Any, Any], *first: tuple[str, str]) -> None:
    assert isinstance(field, forms.ChoiceField)
    language = get_language() or "it"
    field.choices = [*first, *((str(key), name.text(language)) for key, name in names.items())]
