"""Services as a table."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from intreccio.actors.models import Site
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.documents import is_shown
from intreccio.catalogue.queries.sites import is_placed, is_public
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording.words import READ_BACK, words
from intreccio.interchange.hsds.objects.making import Making, Object
from intreccio.interchange.hsds.objects.parts import cost_options, languages, service_areas
from intreccio.interchange.hsds.queries import loading
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.hsds.words import euros
from intreccio.interchange.tables.table import Cells, Table, spaced
from intreccio.kernel.marks import plain
from intreccio.kernel.text import Translated

COLUMNS = (
    Translated(it="Nome", en="Name"),
    Translated(it="Organizzazione", en="Organisation"),
    Translated(it="Descrizione", en="Description"),
    Translated(it="Come si accede", en="How to get in"),
    Translated(it="Per chi", en="Who it is for"),
    Translated(it="Età minima", en="Minimum age"),
    Translated(it="Età massima", en="Maximum age"),
    Translated(it="Costo", en="Cost"),
    Translated(it="Orari", en="Opening hours"),
    Translated(it="Indirizzo", en="Address"),
    Translated(it="Comune", en="Municipality"),
    Translated(it="Zone servite", en="Areas served"),
    Translated(it="Telefono", en="Telephone"),
    Translated(it="Email", en="Email"),
    Translated(it="Sito", en="Website"),
    Translated(it="Lingue", en="Languages"),
    Translated(it="Categorie", en="Categories"),
    Translated(it="Confermato il", en="Confirmed on"),
    Translated(it="Identificativo", en="Identifier"),
)
CONFIDENTIAL = Translated(it="Indirizzo riservato", en="Address kept confidential")


def rows(ids: Sequence[UUID], reader: Reader) -> Iterator[Cells]:
    """A row for each of the services that everybody may read."""
    services, making = loading.full_services(ids, reader)
    for service in services:
        if is_shown(service):
            yield _row(service, making)


SERVICES = Table(Translated(it="Servizi", en="Services"), COLUMNS, rows)


def _row(service: Service, making: Making) -> Cells:
    reader, parts = making.reader, making.parts
    text = reader.best(parts.texts[service.pk])
    sites = [held.site for held in parts.held[service.pk]]
    return [
        text.name if text else "",
        service.organisation.name,
        (plain(text.description) or text.summary) if text else "",
        text.how_to if text else "",
        text.eligibility if text else "",
        _plain(service.min_age),
        _plain(service.max_age),
        "; ".join(_price(cost, reader) for cost in cost_options(service, making)),
        _hours([schedule.timing for schedule in parts.schedules[service.pk]], reader),
        _address(sites, reader),
        "; ".join(sorted({_town(site) for site in sites if is_placed(site)} - {""})),
        "; ".join(area["name"] for area in service_areas(service, making)),
        spaced(service.phone),
        service.email,
        service.url,
        ", ".join(language["name"] for language in languages(service, making)),
        ", ".join(reader.text(term.name) for term in parts.terms[service.pk]),
        service.confirmed_on.isoformat(),
        str(service.pk),
    ]


def _plain(number: int | None) -> str:
    return "" if number is None else str(number)


def _price(cost: Object, reader: Reader) -> str:
    amount = euros(round(cost["amount"] * 100), reader.language) if cost.get("amount") else ""
    return ", ".join(filter(None, [cost["option"], amount, cost.get("amount_description")]))


def _hours(timings: Sequence[Timing], reader: Reader) -> str:
    language = next((language for language in reader.order if language in READ_BACK), "it")
    return words(timings, language) if timings else ""


def _address(sites: Sequence[Site], reader: Reader) -> str:
    """The addresses that everybody may know; that there are others, only where there is none such."""
    public = [site for site in sites if is_public(site)]
    if sites and not public:
        return reader.text(CONFIDENTIAL)
    lines = (" ".join(filter(None, [site.postcode, _town(site)])) for site in public)
    return "; ".join(
        ", ".join(filter(None, [site.street, site.extra, line])) for site, line in zip(public, lines, strict=True)
    )


def _town(site: Site) -> str:
    return str(site.municipality or site.locality or "")
