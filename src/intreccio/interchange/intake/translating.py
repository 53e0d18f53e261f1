"""From a row in HSDS's names to one in ours: which function knows each table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from intreccio.interchange.directories.rows import Row
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.contacts import translate_contact, translate_phone
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.openings import translate_schedule
from intreccio.interchange.intake.organisations import (
    translate_identifier,
    translate_organization,
    translate_program,
)
from intreccio.interchange.intake.owners import keep_with_owner
from intreccio.interchange.intake.places import translate_accessibility, translate_address, translate_location
from intreccio.interchange.intake.services import (
    translate_cost_option,
    translate_language,
    translate_required_document,
    translate_service,
    translate_service_area,
    translate_service_at_location,
)
from intreccio.interchange.intake.terms import (
    translate_attribute,
    translate_metadata,
    translate_taxonomy,
    translate_term,
)

Translator = Callable[[Draft, Bearings], Draft]

TRANSLATORS: Mapping[str, Translator] = MappingProxyType(
    {
        "organization": translate_organization,
        "program": translate_program,
        "location": translate_location,
        "service": translate_service,
        "taxonomy": translate_taxonomy,
        "taxonomy_term": translate_term,
        "organization_identifier": translate_identifier,
        "address": translate_address,
        "accessibility": translate_accessibility,
        "phone": translate_phone,
        "contact": translate_contact,
        "service_at_location": translate_service_at_location,
        "schedule": translate_schedule,
        "language": translate_language,
        "cost_option": translate_cost_option,
        "required_document": translate_required_document,
        "service_area": translate_service_area,
        "attribute": translate_attribute,
        "metadata": translate_metadata,
    }
)
"""By table; rows of any other are kept as they are with whom they belong to."""


def translate(row: Row, bearings: Bearings) -> Draft:
    """A row as it is staged. A refused one stays as its source says it."""
    draft = Draft(row, mends=list(row.mends), problems=list(row.problems))
    if row.problems:
        draft.values = dict(row.values)
        return draft
    return TRANSLATORS.get(row.table, keep_with_owner)(draft, bearings)
