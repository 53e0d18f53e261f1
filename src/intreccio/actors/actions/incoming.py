"""Organisations, their parts and places as directories bring them: staged rows are written by the set.

What staged rows are is said in `catalogue.actions.incoming`, inside whose action all of it runs.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import connection

from intreccio.actors.events import DirectoryTaken, DirectoryTakenBack
from intreccio.actors.models import Organisation, OrganisationText, Site, Unit
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.imports.changing import CHANGED, NEW, RESTORED, WRITTEN, Columns, Rows, merged_set, single
from intreccio.kernel.imports.staged import ALIVE, Parameters, execute
from intreccio.kernel.journal import record
from intreccio.territory.rules import search_text


@action
def take_actors(*, parameters: Parameters, by: Who) -> None:
    """Add what is new and change what changed, of the import that `parameters` name.

    Parameters: run, slug (of the source), language, verification (of new organisations).
    """
    for columns in _COLUMNS:
        execute(columns.save(), parameters)
    for rows in _TEXTS:
        execute(rows.take_away(), parameters)
    changed = sum(execute(columns.write(), parameters) for columns in _COLUMNS)
    added = sum(execute(statement, parameters) for statement in (_NEW_ORGANISATIONS, _NEW_UNITS, _NEW_SITES))
    for statement in (_NEW_TEXTS, _FURTHER_TEXTS):
        execute(statement, parameters)
    _keep_search_text(_NAMES.format(rows=CHANGED), parameters)
    record(DirectoryTaken(added, changed), by=by)


@action
def put_actors_back(*, parameters: Parameters, by: Who) -> None:
    """Put changed organisations, parts and places back as `undo` of the staged rows says."""
    restored = sum(execute(columns.put_back(), parameters) for columns in _COLUMNS)
    for rows in _TEXTS:
        execute(rows.drop(), parameters)
        execute(rows.put_back(), parameters)
    _keep_search_text(_NAMES.format(rows=RESTORED), parameters)
    record(DirectoryTakenBack(restored=restored, removed=0), by=by)


@action
def remove_actors(
    *, sites: Collection[UUID], units: Collection[UUID], organisations: Collection[UUID], by: Who
) -> None:
    """Take out what a directory had added and nobody refers to."""
    Site.objects.filter(pk__in=sites).delete()
    Unit.objects.filter(pk__in=units).delete()
    OrganisationText.objects.filter(organisation__in=organisations).delete()
    # A parent is protected even from going together with its children.
    Organisation.objects.filter(pk__in=organisations).update(parent=None, parent_tie=None)
    Organisation.objects.filter(pk__in=organisations).delete()
    removed = len(sites) + len(units) + len(organisations)
    record(DirectoryTakenBack(restored=0, removed=removed), by=by)


_NUMBERS = ("runts_number", "ipa_code", "tax_code", "vat_number")
_WORDS = ("street", "extra", "postcode", "locality", "region", "country")

_ORGANISATION = """
    CROSS JOIN LATERAL jsonb_to_record({values}) AS said(
        name text, alternate_names text[], legal_form text, website text, email text, phone text, founded smallint,
        tax_code text, vat_number text, runts_number text, ipa_code text, runts_section text, parent uuid,
        parent_tie text, short_name text, kind text, municipality uuid, verification text, _kind text, _search text)
"""
_ADDRESS = """
    LEFT JOIN LATERAL jsonb_to_record({values}) AS place(
        street text, extra text, postcode text, locality text, region text, country text, municipality uuid) ON true
"""
_POINT = "(row.values->'point'->>'{}')::float"

_COLUMNS = (
    Columns(
        "organization",
        "actors_organisation",
        {
            "name": ("name", "said.name"),
            "alternate_names": ("alternate_names", "coalesce(said.alternate_names, '{}')"),
            **{
                name: (name, f"coalesce(said.{name}, '')")
                for name in ("short_name", "legal_form", "website", "email", "phone")
            },
            **{name: (name, f"said.{name}") for name in ("founded", "runts_section", *_NUMBERS)},
            "kind": ("kind", "coalesce(said.kind, there.kind)"),
            "municipality_id": ("municipality", "said.municipality"),
            "verification": ("verification", "coalesce(said.verification, there.verification)"),
            "parent_id": ("parent", "said.parent"),
            "parent_tie": (
                "parent,parent_tie",
                "CASE WHEN CASE WHEN row.before ? 'parent' THEN said.parent ELSE there.parent_id END IS NOT NULL "
                "THEN coalesce(said.parent_tie, 'network') END",
            ),
        },
        joins=_ORGANISATION.format(values=WRITTEN),
    ),
    Columns(
        "program",
        "actors_unit",
        {
            "organisation_id": ("organization", "(row.values->>'organization')::uuid"),
            "name": ("name", "row.values->>'name'"),
        },
        always="",
    ),
    Columns(
        "location",
        "actors_site",
        {
            "organisation_id": ("organization", "(row.values->>'organization')::uuid"),
            "unit_id": ("unit", "(row.values->>'unit')::uuid"),
            "kind": ("kind", "coalesce(row.values->>'kind', there.kind)"),
            "name": ("name", "row.values->>'name'"),
            "phone": ("phone", "coalesce(row.values->>'phone', '')"),
            "accessibility": (
                "accessibility",
                f"ARRAY(SELECT item->>'code' FROM jsonb_array_elements({merged_set('accessibility')}) AS item)",
            ),
            "municipality_id": ("address", "place.municipality"),
            **{name: ("address", f"place.{name}") for name in _WORDS},
            "lat": ("point", _POINT.format("lat")),
            "lon": ("point", _POINT.format("lon")),
        },
        joins=_ADDRESS.format(values="coalesce(row.values->'address', '{}')"),
    ),
)

_TEXTS = (
    *(
        Rows("organization", field, "actors_organisationtext", "organisation_id", "there.language = %(language)s")
        for field in ("description", "origin", "unreviewed")
    ),
    Rows("organization", "texts", "actors_organisationtext", "organisation_id", "there.language <> %(language)s"),
)

_NUMBERS_OF_PARTS = ", ".join(
    f"max(values->>'value') FILTER (WHERE part = 'organization.{number}') AS {number}" for number in _NUMBERS
)

_NEW_ORGANISATIONS = f"""
    INSERT INTO actors_organisation (
        id, version, name, short_name, alternate_names, search_text, kind, legal_form, {", ".join(_NUMBERS)},
        runts_section, website, email, phone, founded, municipality_id, parent_id, parent_tie, verification, source)
    SELECT row.object, 1, said.name, coalesce(said.short_name, ''), coalesce(said.alternate_names, '{{}}'),
           said._search, coalesce(said.kind, said._kind), coalesce(said.legal_form, ''),
           {", ".join(f"coalesce(said.{number}, numbers.{number})" for number in _NUMBERS)},
           said.runts_section, coalesce(said.website, ''), coalesce(said.email, ''),
           coalesce(phone.values->>'number', ''), said.founded, said.municipality, said.parent,
           CASE WHEN said.parent IS NOT NULL THEN coalesce(said.parent_tie, 'network') END,
           coalesce(said.verification, %(verification)s), %(slug)s
    FROM kernel_importrow AS row
    {_ORGANISATION.format(values="row.values")}
    {single("organization.phone")}
    LEFT JOIN (
        SELECT owner, {_NUMBERS_OF_PARTS} FROM kernel_importrow
        WHERE run_id = %(run)s AND "table" = 'organization_identifier' AND {ALIVE} GROUP BY owner
    ) AS numbers ON numbers.owner = row.object
    WHERE {NEW} AND row."table" = 'organization'
"""

_NEW_TEXTS = f"""
    INSERT INTO actors_organisationtext (organisation_id, language, description, origin, reviewed)
    SELECT row.object, %(language)s, coalesce(row.values->>'description', ''),
           coalesce(row.values->>'origin', 'imported'), row.values ? 'origin' AND NOT row.values ? 'unreviewed'
    FROM kernel_importrow AS row
    WHERE row."table" = 'organization' AND row.values ?| '{{description,origin}}'
          AND (({NEW}) OR ({CHANGED} AND row.before ?| '{{description,origin,unreviewed}}'))
"""

_FURTHER_TEXTS = f"""
    INSERT INTO actors_organisationtext (organisation_id, language, description, origin, reviewed)
    SELECT row.object, text.key, coalesce(text.value->>'description', ''),
           coalesce(text.value->>'origin', 'imported'), text.value ? 'origin' AND NOT text.value ? 'unreviewed'
    FROM kernel_importrow AS row CROSS JOIN LATERAL jsonb_each(row.values->'texts') AS text
    WHERE row."table" = 'organization' AND row.values ? 'texts'
          AND (({NEW}) OR ({CHANGED} AND row.before ? 'texts'))
"""

_NEW_UNITS = f"""
    INSERT INTO actors_unit (id, organisation_id, name)
    SELECT row.object, (row.values->>'organization')::uuid, row.values->>'name'
    FROM kernel_importrow AS row WHERE {NEW} AND row."table" = 'program'
"""

_NEW_SITES = f"""
    INSERT INTO actors_site (
        id, version, organisation_id, unit_id, kind, name, phone, municipality_id, accessibility, visibility,
        {", ".join(_WORDS)}, lat, lon)
    SELECT row.object, 1, (row.values->>'organization')::uuid, (row.values->>'unit')::uuid,
           coalesce(row.values->>'kind', row.values->>'_kind'), row.values->>'name',
           coalesce(phone.values->>'number', ''), place.municipality, coalesce(accessible.codes, '{{}}'),
           CASE WHEN row.values ? '_withheld' THEN 'hidden' ELSE 'public' END,
           {", ".join(f"place.{name}" for name in _WORDS)}, {_POINT.format("lat")}, {_POINT.format("lon")}
    FROM kernel_importrow AS row
    {single("location.phone")}
    {single("location.address")}
    {_ADDRESS.format(values="address.values")}
    LEFT JOIN (
        SELECT owner, array_agg(code ORDER BY place) AS codes FROM (
            SELECT owner, values->>'code' AS code, min(number) AS place FROM kernel_importrow
            WHERE run_id = %(run)s AND part = 'location.accessibility' AND {ALIVE} GROUP BY owner, values->>'code'
        ) AS said GROUP BY owner
    ) AS accessible ON accessible.owner = row.object
    WHERE {NEW} AND row."table" = 'location'
"""

_NAMES = """
    SELECT there.id, there.name, there.short_name, there.alternate_names
    FROM actors_organisation AS there JOIN kernel_importrow AS row ON row.object = there.id
    WHERE {rows} AND row."table" = 'organization' AND row.before ?| ARRAY['name', 'alternate_names']
"""


def _keep_search_text(names: str, parameters: Parameters) -> None:
    """Keep how organisations are searched in step with their names."""
    with connection.cursor() as cursor:
        cursor.execute(names, parameters)
        found = list(_search_texts(cursor.fetchall()))
        cursor.execute(
            "UPDATE actors_organisation AS there SET search_text = kept.text "
            "FROM unnest(%s::uuid[], %s::text[]) AS kept(id, text) WHERE there.id = kept.id",
            [[each for each, _ in found], [text for _, text in found]],
        )


def _search_texts(rows: list[tuple[UUID, str, str, list[str]]]) -> Iterator[tuple[UUID, str]]:
    for organisation, name, short_name, alternate_names in rows:
        yield organisation, search_text([name, short_name, *alternate_names])
