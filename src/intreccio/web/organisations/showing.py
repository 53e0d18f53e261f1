"""From organisations to what their pages show."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.actors.models import Organisation, OrganisationQuerySet
from intreccio.actors.queries import organisations_matching
from intreccio.actors.rules.kinds import (
    OrganisationKind,
    RuntsSection,
    legal_forms,
    organisation_kind_names,
    runts_section_names,
)
from intreccio.actors.rules.verification import Verification
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.listings import cards_of
from intreccio.catalogue.queries.openings import next_openings
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.queries.texts import best_text
from intreccio.kernel import clock
from intreccio.territory.rules import ZoningKind
from intreccio.web.downloads.links import downloads
from intreccio.web.find.showing import shown_card
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.zonings import ZoningSwitch, read_switch
from intreccio.web.services.showing import contacts, site_shown
from intreccio.web.shown import find as shown
from intreccio.web.shown.pieces import Column, Fact, Freshness, Option, Row, Table
from intreccio.web.shown.services import OrganisationShown
from intreccio.web.words.said import said_in

PAGE = 50
LONGEST_NAME = 200


def shown_organisation(organisation: Organisation) -> OrganisationShown:
    """One organisation with its public sites."""
    language = get_language() or "it"
    text = best_text(organisation.texts.all(), language)
    sites = list(organisation.sites.select_related("municipality").defer("municipality__boundary"))
    public = [site for site in sites if is_public(site)]
    return OrganisationShown(
        name=organisation.name,
        kind=organisation_kind_names()[OrganisationKind(organisation.kind)].text(language),
        freshness=Freshness.FRESH,
        mission=text.description if text else "",
        said=said_in(text.language if text else language, reader=language),
        is_verified=organisation.verification == Verification.VERIFIED,
        is_address_confidential=bool(sites) and not public,
        facts=_facts(organisation, language),
        contacts=list(contacts(organisation)),
        sites=[site_shown(site) for site in public],
    )


def services_of(organisation: Organisation) -> list[shown.Result]:
    """What it offers and everybody may read, by name."""
    ids = list(Service.objects.filter(organisation=organisation).values_list("pk", flat=True))
    coming = next_openings(ids, clock.now())
    made = [shown_card(service, card, coming.get(service)) for service, card in cards_of(ids).items()]
    return sorted(made, key=lambda result: result.name.lower())


def network(query: QueryDict) -> dict[str, Any]:
    """The list of organisations, by name, kind and zone, a page at a time."""
    words, kind = query.get("q", "").strip()[:LONGEST_NAME], query.get("kind", "")
    number, language = page_number(query.get("page", "")), get_language() or "it"
    switch = read_switch(query, usual=ZoningKind.MUNICIPALITY)
    rows, total = _found(words, kind, switch, number)
    where = switch.names(organisation.municipality_id for organisation in rows)
    base = [pair for pair in (("q", words), ("kind", kind), *switch.parameters) if pair[1]]
    return {
        "words": words,
        "kinds": [Option("", _("All kinds"), not kind), *_kinds(kind, language)],
        "zonings": switch.zoning_options(),
        "zones": switch.zone_options(),
        "total": total,
        "table": Table(
            caption=_("Organisations of the network"),
            columns=[Column(_("Name")), Column(_("Kind")), Column(switch.heading)],
            rows=[_row(organisation, where, language) for organisation in rows],
        ),
        "pages": numbered_pages(reverse("organisations"), base, number, total, PAGE),
        "downloads": downloads("organisations", base),
    }


def all_found(query: QueryDict, *, most: int) -> list[UUID]:
    """The organisations of all pages of the list, at most so many."""
    words, kind = query.get("q", "").strip()[:LONGEST_NAME], query.get("kind", "")
    found = _among(kind, read_switch(query, usual=ZoningKind.MUNICIPALITY))
    rows = organisations_matching(words, among=found, limit=PAGE) if words else found.only("pk")[:most]
    return [organisation.pk for organisation in rows]


def _among(kind: str, switch: ZoningSwitch) -> OrganisationQuerySet:
    found = Organisation.objects.public()
    if kind:
        found = found.filter(kind=kind)
    return found.filter(municipality__memberships__zone=switch.zone) if switch.zone else found


def _found(words: str, kind: str, switch: ZoningSwitch, number: int) -> tuple[list[Organisation], int]:
    """The organisations of one page, and how many there are in all."""
    found = _among(kind, switch)
    if words:
        rows = organisations_matching(words, among=found, limit=PAGE)
        return rows, len(rows)
    return list(found[(number - 1) * PAGE : number * PAGE]), found.count()


def _row(organisation: Organisation, where: Mapping[UUID, str], language: str) -> Row:
    kind = organisation_kind_names()[OrganisationKind(organisation.kind)].text(language)
    zone = where.get(organisation.municipality_id, "") if organisation.municipality_id else ""
    return Row([organisation.name, kind, zone], reverse("organisation", args=[organisation.pk]))


def _kinds(chosen: str, language: str) -> Iterator[Option]:
    used = set(Organisation.objects.public().order_by().values_list("kind", flat=True).distinct())
    for kind, name in organisation_kind_names().items():
        if kind in used:
            yield Option(kind, name.text(language), kind == chosen)


def _facts(organisation: Organisation, language: str) -> list[Fact]:
    form, section = organisation.legal_form, organisation.runts_section
    facts = [
        (_("Legal form"), legal_forms()[form].text(language) if form else ""),
        (_("Tax code"), organisation.tax_code or ""),
        ("RUNTS", runts_section_names()[RuntsSection(section)].text(language) if section else ""),
        (_("Municipality"), str(organisation.municipality or "")),
    ]
    return [Fact(label, value) for label, value in facts if value]
