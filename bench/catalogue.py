"""The made-up country's catalogue in full: not only what is searched, but every row that answers are made of.

Each service of `bench.country` gets its row with texts, terms, places, hours, a price and languages; there are two
organisations to every three services.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from bench.country import Country
from intreccio.actors.models import Organisation, OrganisationText, Site
from intreccio.catalogue.models import CostOption, Schedule, Service, ServiceArea, ServiceAtSite, ServiceText, Term
from intreccio.catalogue.rules.ids import service_at_site_id
from intreccio.catalogue.search.documents import SearchDocument
from intreccio.catalogue.search.keeping import index_services, refresh_vocabulary, replace_synonyms
from intreccio.catalogue.shipped import foreign_meanings, synonym_groups
from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.ids import derived_id
from intreccio.territory.models import Area, Territory
from intreccio.territory.rules import search_text

SERVICES_TO_TWO_ORGANISATIONS = 3
COUNTRY = UUID(int=39)
Rows = Iterator[Sequence[Any]]


def fill(services: int) -> None:
    """Put so many services into an empty catalogue, and have them found."""
    documents = list(Country().documents(services))
    _keep(documents)
    index_services(documents)
    refresh_vocabulary()
    replace_synonyms(synonym_groups(), foreign_meanings())


@upkeep
def _keep(documents: list[SearchDocument]) -> None:
    organisations = max(1, len(documents) * 2 // SERVICES_TO_TWO_ORGANISATIONS)
    owners = [derived_id(COUNTRY, "organisation", number) for number in range(organisations)]
    areas = {area.istat_code: area.pk for area in Area.objects.only("istat_code", "pk")}
    terms = {term.key: term.pk for term in Term.objects.select_related("taxonomy")}
    copy_rows(Organisation._meta.db_table, _ORGANISATION, _organisations(owners))
    copy_rows(OrganisationText._meta.db_table, _ORGANISATION_TEXT, _organisation_texts(owners))
    with_owner = [(document, owners[number % organisations]) for number, document in enumerate(documents)]
    copy_rows(Service._meta.db_table, _SERVICE, (_service(*pair) for pair in with_owner))
    copy_rows(ServiceText._meta.db_table, _TEXT, _texts(documents))
    copy_rows(Service.terms.through._meta.db_table, ("service_id", "term_id"), _terms(documents, terms))
    copy_rows(Site._meta.db_table, _SITE, _sites(with_owner, areas))
    copy_rows(ServiceAtSite._meta.db_table, ("id", "service_id", "site_id"), _held(documents))
    copy_rows(Schedule._meta.db_table, _SCHEDULE, _schedules(documents))
    copy_rows(CostOption._meta.db_table, _COST, _costs(documents))
    [territory] = Territory.objects.values_list("pk", flat=True)
    copy_rows(ServiceArea._meta.db_table, ("service_id", "territory_id"), _areas(documents, territory))


_ORGANISATION = (
    "id", "version", "name", "short_name", "alternate_names", "search_text", "kind", "legal_form", "tax_code",
    "website", "email", "phone", "verification", "source",
)  # fmt: skip
_ORGANISATION_TEXT = ("organisation_id", "language", "description", "origin", "reviewed")
_SERVICE = (
    "id", "version", "organisation_id", "kind", "state", "state_reason", "freshness", "confirmed_on",
    "review_months", "languages", "min_age", "email", "phone", "url", "reference_kind", "reference_text",
    "quality", "source_key", "created_at", "changed_at",
)  # fmt: skip
_TEXT = (
    "service_id", "language", "name", "summary", "description", "how_to", "eligibility", "origin", "reviewed",
)  # fmt: skip
_SITE = (
    "id", "version", "organisation_id", "kind", "name", "phone", "municipality_id", "accessibility", "visibility",
    "street", "postcode", "lat", "lon",
)  # fmt: skip
_SCHEDULE = (
    "id", "service_id", "site_id", "place", "rule", "opens_at", "closes_at", "on_holidays", "except_dates",
    "extra_dates", "closed_seasons",
)  # fmt: skip
_COST = ("service_id", "kind", "cents", "currency", "per", "note")


def _organisations(owners: list[UUID]) -> Rows:
    for number, owner in enumerate(owners):
        name = f"Associazione {number}"
        yield (
            owner, 1, name, "", [], search_text([name]), "association", "", f"{number:011}",
            f"https://ente{number}.example", f"info@ente{number}.example", "+390350000000", "verified", "own",
        )  # fmt: skip


def _organisation_texts(owners: list[UUID]) -> Rows:
    for owner in owners:
        yield owner, "it", "Un ente del territorio che fa molte cose per chi ci abita.", "written", True


def _service(document: SearchDocument, owner: UUID) -> Sequence[Any]:
    now = clock.now()
    return (
        document.service, 1, owner, "service", "published", "", "fresh", clock.today(), 6,
        sorted(document.languages), document.min_age, "", "+390350000001", "", "", json.dumps({}), 80, "",
        now, now,
    )  # fmt: skip


def _texts(documents: list[SearchDocument]) -> Rows:
    for document in documents:
        for text in document.texts:
            yield (
                document.service,
                text.language,
                text.name,
                text.summary[:300],
                text.summary,
                text.name,
                "",
                "person",
                True,
            )


def _terms(documents: list[SearchDocument], terms: dict[str, UUID]) -> Rows:
    for document in documents:
        for term in document.terms:
            yield document.service, terms[term]


def _sites(pairs: list[tuple[SearchDocument, UUID]], areas: dict[str, UUID]) -> Rows:
    for document, owner in pairs:
        towns = [code for code in sorted(document.inside) if code in areas]
        for number, place in enumerate(document.places):
            shown = place.point is not None
            area = areas[towns[number % len(towns)]] if towns else None
            yield (
                _site(document, number), 1, owner, "office", f"Sede {number}", "", area,
                sorted(document.accessibility), "public" if shown else "hidden", "Via Roma 1" if shown else None,
                f"{24000 + number % 700}" if shown else None, place.latitude, place.longitude,
            )  # fmt: skip


def _held(documents: list[SearchDocument]) -> Rows:
    for document in documents:
        for number, _ in enumerate(document.places):
            site = _site(document, number)
            yield service_at_site_id(document.service, site), document.service, site


def _schedules(documents: list[SearchDocument]) -> Rows:
    for document in documents:
        for number, place in enumerate(document.places):
            for timing in place.hours.timings if place.hours else ():
                yield (
                    derived_id(document.service, "schedule", number), document.service, _site(document, number),
                    number, timing.rule, timing.opens_at, timing.closes_at, timing.on_holidays.value, [], [], [],
                )  # fmt: skip


def _costs(documents: list[SearchDocument]) -> Rows:
    for document in documents:
        kind, cents, per = ("free", None, "") if document.free else ("amount", 1500, "month")
        yield document.service, kind, cents, "EUR", per, json.dumps({})


def _areas(documents: list[SearchDocument], territory: UUID) -> Rows:
    for document in documents:
        if document.serves:
            yield document.service, territory


def _site(document: SearchDocument, number: int) -> UUID:
    return derived_id(document.service, "place", number)
