"""Many organisations at once, as registers bring them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import connection

from intreccio.actors.events import OrganisationsImported
from intreccio.actors.models import Organisation
from intreccio.actors.rules.kinds import OrganisationKind, RuntsSection
from intreccio.actors.rules.verification import Verification
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.ids import public_id
from intreccio.kernel.journal import record
from intreccio.territory.rules import search_text


@dataclass(frozen=True)
class ImportedOrganisation:
    """What a register says of an organisation. None or "" where it does not say."""

    tax_code: str
    name: str = ""
    kind: OrganisationKind = OrganisationKind.OTHER
    legal_form: str = ""
    runts_section: RuntsSection | None = None
    runts_number: str | None = None
    municipality_id: UUID | None = None
    website: str = ""
    email: str = ""
    phone: str = ""


@action
def import_organisations(
    *, new: Sequence[ImportedOrganisation], changed: Sequence[ImportedOrganisation], source: str, by: Who
) -> None:
    """Add `new` ones as proposed, and give `changed` ones, known by tax code, what is said of them.

    What is not said of a changed one stays as it is, and so does its kind, which a register only guesses.
    """
    copy_rows(Organisation._meta.db_table, _COLUMNS, _rows(new, source))
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_CHANGE, [json.dumps([_changes(one) for one in changed], default=str)])
    record(OrganisationsImported(len(new), len(changed)), by=by)


_COLUMNS = (
    "id", "version", "name", "short_name", "alternate_names", "search_text", "kind", "legal_form", "runts_section",
    "runts_number", "tax_code", "website", "email", "phone", "municipality_id", "verification", "source",
)  # fmt: skip

_CHANGE = """
    UPDATE actors_organisation AS there
    SET name = coalesce(said.name, there.name),
        search_text = coalesce(said.search_text, there.search_text),
        legal_form = coalesce(said.legal_form, there.legal_form),
        runts_section = coalesce(said.runts_section, there.runts_section),
        runts_number = coalesce(said.runts_number, there.runts_number),
        municipality_id = coalesce(said.municipality_id, there.municipality_id),
        website = coalesce(said.website, there.website),
        email = coalesce(said.email, there.email),
        phone = coalesce(said.phone, there.phone),
        version = there.version + 1
    FROM json_to_recordset(%s) AS said (
        tax_code text, name text, search_text text, legal_form text, runts_section text, runts_number text,
        municipality_id uuid, website text, email text, phone text
    )
    WHERE there.tax_code = said.tax_code
"""


def _rows(organisations: Sequence[ImportedOrganisation], source: str) -> Iterator[tuple[object, ...]]:
    for one in organisations:
        yield (
            public_id(), 1, one.name, "", [], search_text([one.name]), one.kind, one.legal_form, one.runts_section,
            one.runts_number, one.tax_code, one.website, one.email, one.phone, one.municipality_id,
            Verification.PROPOSED, source,
        )  # fmt: skip


def _changes(one: ImportedOrganisation) -> dict[str, object]:
    said = {field: value for field, value in asdict(one).items() if value}
    return {**said, "search_text": search_text([one.name])} if one.name else said
