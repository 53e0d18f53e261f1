"""From organisations to what their pages show."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.actors.models import Organisation
from intreccio.actors.queries import organisations_matching
from intreccio.actors.words import kind_name, legal_form_name, runts_section_name
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.listings import cards_of
from intreccio.catalogue.queries.openings import next_openings
from intreccio.catalogue.queries.texts import best_text
from intreccio.kernel import clock
from intreccio.web.find.asking import address
from intreccio.web.find.showing import shown_card
from intreccio.web.services.showing import contacts, site_shown
from intreccio.web.shown import find as shown
from intreccio.web.shown.pieces import Column, Fact, Freshness, Option, PageLink, Pages, Row, Table
from intreccio.web.shown.services import OrganisationShown

PAGE = 50


def shown_organisation(organisation: Organisation) -> OrganisationShown:
    """One organisation with its public sites."""
    language = get_language() or "it"
    text = best_text(organisation.texts.all(), language)
    sites = list(organisation.sites.all())
    public = [site for site in sites if site.is_public_address]
    return OrganisationShown(
        name=organisation.name,
        kind=kind_name(organisation.kind).text(language),
        freshness=Freshness.FRESH,
        mission=text.description if text else "",
        is_verified=organisation.is_verified,
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
    """The list of organisations, by name and kind, a page at a time."""
    words, kind = query.get("q", "").strip()[:200], query.get("kind", "")
    number = int(query["page"]) if query.get("page", "").isascii() and query.get("page", "").isdigit() else 1
    number = min(max(number, 1), 10_000)
    language = get_language() or "it"
    found = organisations_matching(words, kind=kind, page=number, size=PAGE)
    base = [(name, value) for name, value in (("q", words), ("kind", kind)) if value]
    return {
        "words": words,
        "kinds": [Option("", _("All"), not kind)]
        + [Option(k, name.text(language), k == kind) for k, name in _kinds_in_use()],
        "total": found.total,
        "table": Table(
            caption=_("Organisations of the network"),
            columns=[Column(_("Name")), Column(_("Kind")), Column(_("Municipality"))],
            rows=[
                Row(
                    [row.name, kind_name(row.kind).text(language), str(row.municipality or "")],
                    reverse("organisation", args=[row.pk]),
                )
                for row in found.rows
            ],
        ),
        "pages": _pages(number, found.total, base),
    }


def _kinds_in_use() -> list[tuple[str, Any]]:
    kinds = Organisation.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, kind_name(kind)) for kind in kinds]


def _pages(number: int, total: int, base: list[tuple[str, str]]) -> Pages:
    last = max(-(-total // PAGE), 1)

    def link(page: int) -> str:
        return address(reverse("organisations"), [*base, ("page", str(page))]) if 1 <= page <= last else ""

    near = sorted({1, last, *range(number - 1, number + 2)} & set(range(1, last + 1)))
    links: list[PageLink] = []
    for page in near:
        if links and links[-1].number != page - 1:
            links.append(PageLink(None))
        links.append(PageLink(page, link(page), is_current=page == number))
    return Pages(links, link(number - 1), link(number + 1))


def _facts(organisation: Organisation, language: str) -> list[Fact]:
    facts = [
        (_("Legal form"), legal_form_name(organisation.legal_form).text(language)),
        (_("Tax code"), organisation.tax_code or ""),
        ("RUNTS", runts_section_name(organisation.runts_section).text(language)),
        (_("Municipality"), str(organisation.municipality or "")),
    ]
    return [Fact(label, value) for label, value in facts if value]
