"""What is shown of a record that may be there twice: its name in lists, and what it says, thing by thing.

A place whose address is not public is never shown here, not even its name.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from intreccio.actors.access import organisation_for, site_for
from intreccio.actors.merging import ORGANISATIONS, SITES
from intreccio.actors.models import Organisation, Site
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
from intreccio.catalogue.access import service_for
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.models import Service, ServiceText
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.queries.texts import best_text
from intreccio.kernel.access import NotFound, Viewer
from intreccio.kernel.text import Translated
from intreccio.territory.models import Zone
from intreccio.web.duplicates.wording import state_words, verification_words
from intreccio.web.services.showing import shown, site_shown
from intreccio.web.words.costs import cost_words
from intreccio.web.words.phones import phone_words

Said = Mapping[str, str]
"""What a record says of each thing, by its name on screen; the same names for every record of a kind."""


@dataclass(frozen=True)
class Side:
    """How records of one kind are shown."""

    labels: Callable[[Collection[UUID]], Mapping[UUID, str]]
    said: Callable[[Viewer, UUID], Said]
    within: Callable[[Zone], QuerySet[Any]]
    page: str = ""

    def url(self, record: UUID) -> str:
        """The record's own page, where it has one."""
        return reverse(self.page, args=[record]) if self.page else ""


def _organisation_labels(ids: Collection[UUID]) -> dict[UUID, str]:
    rows = Organisation.objects.filter(pk__in=ids).values_list("pk", "name", "municipality__name")
    return {pk: _with(name, place) for pk, name, place in rows}


def _organisation_said(viewer: Viewer, record: UUID) -> Said:
    one, language = organisation_for(viewer, record), _language()
    text = best_text(one.texts.all(), language)
    counted = Organisation.objects.filter(pk=one.pk).aggregate(
        services=Count("services", distinct=True),
        sites=Count("sites", distinct=True),
        members=Count("members", filter=Q(members__until=None), distinct=True),
    )
    return {
        _("Name"): one.name,
        _("Short name"): one.short_name,
        _("Other names"): ", ".join(one.alternate_names),
        _("Kind"): organisation_kind_names()[OrganisationKind(one.kind)].text(language),
        _("Legal form"): _named(legal_forms(), one.legal_form, language),
        _("Tax code"): one.tax_code or "",
        _("VAT number"): one.vat_number or "",
        _("RUNTS number"): one.runts_number or "",
        _("RUNTS section"): (
            runts_section_names()[RuntsSection(one.runts_section)].text(language) if one.runts_section else ""
        ),
        _("IPA code"): one.ipa_code or "",
        _("Municipality"): str(one.municipality or ""),
        _("Telephone"): phone_words(one.phone),
        _("Email"): one.email,
        _("Website"): one.website,
        _("Founded"): str(one.founded or ""),
        _("Part of"): one.parent.name if one.parent else "",
        _("Description"): text.description if text else "",
        _("State"): verification_words(one.verification),
        _("Services"): str(counted["services"]),
        pgettext("of an organisation", "Places"): str(counted["sites"]),
        _("People who act for it"): str(counted["members"]),
    }


def _site_labels(ids: Collection[UUID]) -> dict[UUID, str]:
    sites = Site._base_manager.filter(pk__in=ids, visibility=AddressVisibility.PUBLIC)
    named = {pk: _with(*names) for pk, *names in sites.values_list("pk", "name", "organisation__name")}
    return {pk: named.get(pk, _("A place with a confidential address")) for pk in ids}


def _site_said(viewer: Viewer, record: UUID) -> Said:
    one, language = site_for(viewer, record), _language()
    if not is_public(one):
        raise NotFound
    seen = site_shown(one)
    return {
        _("Name"): one.name,
        _("Kind"): site_kind_names()[SiteKind(one.kind)].text(language),
        _("Organisation"): one.organisation.name,
        _("Unit"): one.unit.name if one.unit else "",
        _("Address"): seen.address,
        _("Telephone"): phone_words(one.phone),
        _("Accessibility"): seen.arrival,
        _("Services"): _lines(_service_labels(one.services.values_list("pk", flat=True)).values()),
    }


def _service_labels(ids: Iterable[UUID]) -> dict[UUID, str]:
    services = Service.objects.filter(pk__in=ids).select_related("organisation").prefetch_related("texts")
    return {one.pk: _with(_service_name(one), one.organisation.name) for one in services}


def _service_name(service: Service) -> str:
    text = best_text(service.texts.all(), _language()) or ServiceText(name=str(service.pk))
    return text.name


def _service_said(viewer: Viewer, record: UUID) -> Said:
    one = service_for(viewer, record)
    seen = shown(one)
    return {
        _("Name"): seen.name,
        _("Organisation"): seen.organisation.label,
        _("Unit"): one.unit.name if one.unit else "",
        _("In short"): seen.summary,
        _("Description"): seen.description,
        _("For whom"): seen.audience,
        _("How to get in"): seen.how_to,
        _("Cost"): cost_words(one.costs.all(), _language()),
        _("When"): _lines(seen.schedule),
        _("Groups"): _lines(group.name for group in seen.groups),
        pgettext("of an organisation", "Places"): _lines(f"{site.name}, {site.address}" for site in seen.sites)
        or (_("Confidential address") if seen.is_address_confidential else ""),
        _("Languages"): ", ".join(language.name for language in seen.languages),
        _("Telephone"): phone_words(one.phone),
        _("Email"): one.email,
        _("Website"): one.url,
        _("What to bring"): _lines(document.text for document in seen.documents),
        _("State"): state_words(one.state),
        _("Freshness"): seen.freshness_words,
    }


def _language() -> str:
    return get_language() or "it"


def _with(name: str, more: str | None) -> str:
    return f"{name} – {more}" if more else name


def _named(names: Mapping[str, Translated], slug: str, language: str) -> str:
    return names[slug].text(language) if slug in names else slug


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(sorted(texts))


def _organisations_within(zone: Zone) -> QuerySet[Organisation]:
    return Organisation.objects.filter(municipality__memberships__zone=zone)


def _sites_within(zone: Zone) -> QuerySet[Site]:
    return Site.objects.filter(municipality__memberships__zone=zone)


def _services_within(zone: Zone) -> QuerySet[Service]:
    placed = Site.objects.exclude(visibility=AddressVisibility.HIDDEN)
    return Service.objects.filter(sites__in=placed.filter(municipality__memberships__zone=zone))


SIDES = {
    ORGANISATIONS.slug: Side(_organisation_labels, _organisation_said, _organisations_within, "organisation"),
    SITES.slug: Side(_site_labels, _site_said, _sites_within),
    SERVICES.slug: Side(_service_labels, _service_said, _services_within, "service"),
}
