"""Organisations as a table."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from intreccio.actors.models import Organisation
from intreccio.actors.rules.kinds import (
    OrganisationKind,
    RuntsSection,
    legal_forms,
    organisation_kind_names,
    runts_section_names,
)
from intreccio.interchange.hsds.objects.making import Making
from intreccio.interchange.hsds.queries import loading
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.tables.table import Cells, Table, spaced
from intreccio.kernel.marks import plain
from intreccio.kernel.text import Translated

COLUMNS = (
    Translated(it="Nome", en="Name"),
    Translated(it="Nome breve", en="Short name"),
    Translated(it="Tipo", en="Kind"),
    Translated(it="Forma giuridica", en="Legal form"),
    Translated(it="Sezione RUNTS", en="RUNTS section"),
    Translated(it="Repertorio RUNTS", en="RUNTS number"),
    Translated(it="Codice fiscale", en="Tax code"),
    Translated(it="Partita IVA", en="VAT number"),
    Translated(it="Codice IPA", en="IPA code"),
    Translated(it="Comune", en="Municipality"),
    Translated(it="Telefono", en="Telephone"),
    Translated(it="Email", en="Email"),
    Translated(it="Sito", en="Website"),
    Translated(it="Descrizione", en="Description"),
    Translated(it="Identificativo", en="Identifier"),
)


def rows(ids: Sequence[UUID], reader: Reader) -> Iterator[Cells]:
    """A row for each of the organisations."""
    organisations, making = loading.full_organisations(ids, reader)
    for organisation in organisations:
        yield _row(organisation, making)


ORGANISATIONS = Table(Translated(it="Organizzazioni", en="Organisations"), COLUMNS, rows)


def _row(organisation: Organisation, making: Making) -> Cells:
    reader = making.reader
    text = reader.best(making.parts.organisation_texts[organisation.pk])
    form, section = legal_forms().get(organisation.legal_form), organisation.runts_section
    return [
        organisation.name,
        organisation.short_name,
        reader.text(organisation_kind_names()[OrganisationKind(organisation.kind)]),
        reader.text(form) if form else "",
        reader.text(runts_section_names()[RuntsSection(section)]) if section else "",
        organisation.runts_number or "",
        organisation.tax_code or "",
        organisation.vat_number or "",
        organisation.ipa_code or "",
        str(organisation.municipality or ""),
        spaced(organisation.phone),
        organisation.email,
        organisation.website,
        plain(text.description) if text else "",
        str(organisation.pk),
    ]
