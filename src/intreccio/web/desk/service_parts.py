"""Parts of a listing's form with a logic of their own: whom it reaches, what it gives, what stands behind it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intreccio.catalogue.access import service_for
from intreccio.catalogue.actions import BenefitDraft, ServiceDraft
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.listing import ListingState
from intreccio.kernel.access import ANYBODY, NotFound
from intreccio.kernel.text import Translated
from intreccio.territory.models import Area, Territory, Zone
from intreccio.territory.rules import ZoningKind
from intreccio.web.desk.fields import municipality_named, municipality_words
from intreccio.web.desk.wordings import FIRST_LANGUAGE

MOST_PLACES = 100
UUID_IN_ADDRESS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
BENEFIT = Service.Kind.BENEFIT.value


class AreasForm(forms.Form):
    """Where people must live, or are reached: whole territories, zones, municipalities."""

    title = ""
    zones = forms.MultipleChoiceField(
        label=gettext_lazy("Whole territories and zones"), required=False, widget=forms.CheckboxSelectMultiple
    )
    municipalities = forms.CharField(
        label=gettext_lazy("Single municipalities"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line. Nothing here and nothing above: it is for people from anywhere."),
    )

    def __init__(self, draft: ServiceDraft, data: QueryDict | None = None) -> None:
        self.offered = offered_areas()
        self.towns = {municipality_words(area): area for area in draft.areas if isinstance(area, Area)}
        chosen = [str(area.pk) for area in draft.areas if str(area.pk) in self.offered]
        super().__init__(data, initial={"zones": chosen, "municipalities": "\n".join(self.towns)})
        field = self.fields["zones"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, _area_words(area)) for key, area in self.offered.items()]

    def clean_municipalities(self) -> list[Area]:
        """Those that were named."""
        lines = list(filter(None, map(str.strip, self.cleaned_data["municipalities"].splitlines())))
        if len(lines) > MOST_PLACES:
            raise forms.ValidationError(_("At most %(count)s: choose zones instead.") % {"count": MOST_PLACES})
        found = {line: self.towns.get(line) or municipality_named(line) for line in lines}
        unknown = [line for line, area in found.items() if area is None]
        if unknown:
            named = ", ".join(unknown)
            raise forms.ValidationError(_("“%(place)s” is no municipality that we know.") % {"place": named})
        return list(filter(None, found.values()))

    def areas(self, before: ServiceDraft) -> tuple[Territory | Zone | Area, ...]:
        """What was chosen; what the form does not offer stays."""
        kept = [area for area in before.areas if not isinstance(area, Area) and str(area.pk) not in self.offered]
        zones = [self.offered[key] for key in self.cleaned_data["zones"]]
        towns = {area.pk: area for area in self.cleaned_data["municipalities"]}
        return (*kept, *zones, *towns.values())


class BenefitForm(forms.Form):
    """What a benefit (*misura*) gives, and when one can ask for it; nothing of it for other services."""

    title = ""
    kind = forms.ChoiceField(
        label=gettext_lazy("Is it a service or a benefit?"),
        choices=[
            (Service.Kind.SERVICE.value, gettext_lazy("A service")),
            (BENEFIT, gettext_lazy("A benefit one applies for: a contribution, a voucher, a fee waived")),
        ],
        widget=forms.RadioSelect,
    )
    amount = forms.CharField(
        label=gettext_lazy("What one gets, and how it is worked out"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    benefit_isee = forms.DecimalField(
        label=gettext_lazy("With an ISEE up to (euros)"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        decimal_places=2,
    )
    opens_on = forms.DateField(
        label=gettext_lazy("Requests from"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Requests until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    where_to_apply = forms.CharField(
        label=gettext_lazy("Where to apply"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    incompatible = forms.CharField(
        label=gettext_lazy("Not together with"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Other benefits that one cannot have at the same time."),
    )

    def __init__(self, draft: ServiceDraft, data: QueryDict | None = None) -> None:
        benefit = draft.benefit or BenefitDraft()
        super().__init__(
            data,
            initial={
                "kind": draft.kind,
                "amount": str(benefit.amount),
                "benefit_isee": None if benefit.isee_up_to is None else Decimal(benefit.isee_up_to) / 100,
                "opens_on": benefit.opens_on,
                "closes_on": benefit.closes_on,
                "where_to_apply": str(benefit.where_to_apply),
                "incompatible": str(benefit.incompatible),
            },
        )

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("opens_on"), said.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("It would end before it begins."))
        return said

    def benefit(self, before: ServiceDraft) -> BenefitDraft | None:
        """What was said of it; nothing where it is no benefit."""
        said, old = self.cleaned_data, before.benefit or BenefitDraft()
        if said["kind"] != BENEFIT:
            return None
        limit = said["benefit_isee"]
        return BenefitDraft(
            amount=retold(old.amount, said["amount"]),
            isee_up_to=None if limit is None else int(limit * 100),
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            where_to_apply=retold(old.where_to_apply, said["where_to_apply"]),
            incompatible=retold(old.incompatible, said["incompatible"]),
        )


class ReferenceForm(forms.Form):
    """The public service that stands beside a listing, and the entitlement behind it."""

    title = ""
    reference = forms.CharField(
        label=gettext_lazy("The public service of reference"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Its name as it stands in the catalogue, or the address of its page."),
    )
    reference_kind = forms.ChoiceField(
        label=gettext_lazy("What it belongs to"),
        required=False,
        choices=[("", "–"), *Service.Reference.choices],
    )
    reference_text = forms.CharField(
        label=gettext_lazy("What everybody is entitled to, in words"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, draft: ServiceDraft, data: QueryDict | None = None) -> None:
        self.before = draft.reference_service
        self.named = service_name(self.before) if self.before else ""
        super().__init__(
            data,
            initial={
                "reference": self.named,
                "reference_kind": draft.reference_kind,
                "reference_text": str(draft.reference_text),
            },
        )

    def clean_reference(self) -> Service | None:
        """A listing of a public body that everybody may read."""
        typed = self.cleaned_data["reference"].strip()
        if not typed:
            return None
        if typed == self.named:
            return self.before
        found = _public_service(typed)
        if found is None:
            raise forms.ValidationError(
                _("No public body has a service of this name or address in the catalogue.")
            )
        return found


def retold(before: Translated, text: str) -> Translated:
    """A text that was there already with its translations; a new one without any."""
    return before if str(before) == text else Translated({FIRST_LANGUAGE: text})


def offered_areas() -> dict[str, Territory | Zone]:
    """Territories and their zones by id; municipalities, which are many, are named instead."""
    zones = Zone.objects.exclude(zoning__kind=ZoningKind.MUNICIPALITY).select_related("zoning")
    found: Sequence[Territory | Zone] = [
        *Territory.objects.order_by("name"),
        *zones.order_by("zoning__kind", "zoning__slug", "name"),
    ]
    return {str(area.pk): area for area in found}


def service_name(service: Service) -> str:
    """What a listing is called."""
    text = best_text(service.texts.all(), get_language() or "it")
    return text.name if text else str(service.pk)


def _public_service(typed: str) -> Service | None:
    address = UUID_IN_ADDRESS.search(typed)
    if address:
        try:
            found = service_for(ANYBODY, UUID(address[0]))
        except NotFound:
            return None
        return found if found.organisation.is_public else None
    named = Service.objects.filter(
        texts__name__iexact=typed, organisation__is_public=True, state=ListingState.PUBLISHED, merged_into=None
    )
    return named.order_by("pk").first()


def _area_words(area: Territory | Zone) -> str:
    if isinstance(area, Territory):
        return _("All of %(name)s") % {"name": area.name}
    return f"{area.zoning.name.text(get_language() or 'it')}: {area.name}"
