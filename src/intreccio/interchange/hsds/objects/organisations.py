"""Organisations."""

from collections.abc import Iterator, Sequence

from intreccio.actors.models import Organisation, Unit
from intreccio.actors.rules.kinds import OrganisationKind, legal_forms, organisation_kind_names
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.catalogue.queries.sites import is_public
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.kept import with_kept
from intreccio.interchange.hsds.objects.contacts import contacts, extensions, phones
from intreccio.interchange.hsds.objects.locations import full_location
from intreccio.interchange.hsds.objects.making import Making, Object, said
from intreccio.kernel.ids import derived_id

IDENTIFIERS = (
    ("tax_code", "IT-CF", "Codice fiscale"),
    ("vat_number", "IT-VAT", "Partita IVA"),
    ("runts_number", "IT-RUNTS", "Repertorio RUNTS"),
    ("ipa_code", "IT-IPA", "Codice IPA"),
)
"""Field, `identifier_scheme` and `identifier_type` of the official numbers."""


def organisation(row: Organisation, making: Making) -> Object:
    """An organisation without what depends on it. Where nobody described it, its kind does."""
    text = making.reader.best(making.parts.organisation_texts[row.pk])
    kind = organisation_kind_names()[OrganisationKind(row.kind)]
    form = legal_forms().get(row.legal_form)
    return {
        "id": str(row.pk),
        "name": row.name,
        **said(alternate_name=row.short_name or next(iter(row.alternate_names), "")),
        "description": text.description if text and text.description else making.reader.text(kind),
        **said(email=row.email, website=row.website, tax_id=row.tax_code, year_incorporated=row.founded),
        **said(legal_status=making.reader.text(form) if form else None, parent_organization_id=_parent(row)),
    }


def described_organisation(row: Organisation, making: Making) -> Object:
    """An organisation as it stands within its services: with how to reach it and its official numbers."""
    made = organisation(row, making) | said(
        phones=phones(row, making),
        contacts=contacts(row, making),
        organization_identifiers=list(_identifiers(row)),
        attributes=list(_exactly(row, making)) if making.exact else None,
    )
    return with_kept("organization", made, making.kept.get(row.pk, ()))


def full_organisation(row: Organisation, making: Making, services: Sequence[Object] = ()) -> Object:
    """An organisation with its public places, its units, and `services` as they were made."""
    return described_organisation(row, making) | said(
        locations=[full_location(site, making) for site in making.parts.sites[row.pk] if is_public(site)],
        programs=[program(unit) for unit in making.parts.units[row.pk]],
        services=list(services),
    )


def program(unit: Unit) -> Object:
    """A part of an organisation that people know by its own name."""
    return {
        "id": str(unit.pk),
        "organization_id": str(unit.organisation_id),
        "name": unit.name,
        "description": unit.name,
    }


def _parent(row: Organisation) -> str | None:
    """The parent, if everybody may see it."""
    parent = row.parent
    if parent is None or parent.merged_into_id or Verification(parent.verification) not in PUBLICLY_SEEN:
        return None
    return str(parent.pk)


def _identifiers(row: Organisation) -> Iterator[Object]:
    for field, scheme, kind in IDENTIFIERS:
        if number := getattr(row, field):
            yield {
                "id": str(derived_id(row.pk, "identifier", scheme)),
                "identifier_scheme": scheme,
                "identifier_type": kind,
                "identifier": number,
            }


def _exactly(row: Organisation, making: Making) -> Iterator[Object]:
    shown = making.reader.best(making.parts.organisation_texts[row.pk])
    for code in ("kind", "short_name", "legal_form", "runts_section", "verification"):
        if value := getattr(row, code):
            yield extra("organization", row.pk, code, value)
    for code, found in (("other_names", row.alternate_names), ("extensions", extensions(row, making))):
        if found:
            yield extra("organization", row.pk, code, found)
    if row.parent_tie and _parent(row):
        yield extra("organization", row.pk, "parent_tie", row.parent_tie)
    if row.municipality:
        yield extra("organization", row.pk, "municipality", row.municipality.istat_code)
    for text in making.parts.organisation_texts[row.pk]:
        if text is shown and text.description:
            yield extra("organization", row.pk, "language", text.language)
        else:
            yield extra("organization", row.pk, "description", text.description, text.language)
        yield extra("organization", row.pk, "origin", text.origin, text.language)
        if not text.reviewed:
            yield extra("organization", row.pk, "unreviewed", True, text.language)
