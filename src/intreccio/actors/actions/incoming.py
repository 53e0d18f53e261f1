"""Organisations, their parts and places as directories bring them: staged rows are written by the set.

What staged rows are is said in `catalogue.actions.incoming`. All of it runs inside that room's action.
"""

from collections.abc import Iterator, Mapping

from django.db import connection

from intreccio.actors.events import DirectoryTaken
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.imports.staged import ALIVE, Parameters, execute
from intreccio.kernel.journal import record
from intreccio.territory.rules import search_text


@action
def take_actors(*, parameters: Parameters, by: Who) -> None:
    """Add what is new and change what changed, of the import that `parameters` name.

    Parameters: run, slug (of the source), language, verification (of new organisations).
    """
    counts = {
        name: sum(execute(sql, parameters) for sql in statements) for name, statements in _STATEMENTS.items()
    }
    _keep_search_text(parameters)
    record(DirectoryTaken(**counts), by=by)


def changed(columns: Mapping[str, tuple[str, str]]) -> str:
    """SQL that sets columns, by name the field and the new value, where the row changes that field."""
    return ", ".join(
        f"{column} = CASE WHEN row.before ? '{field}' THEN {value} ELSE there.{column} END"
        for column, (field, value) in columns.items()
    )


NEW = "row.run_id = %(run)s AND row.outcome = 'new' AND row.object IS NOT NULL"
CHANGED = "row.run_id = %(run)s AND row.outcome = 'changed' AND row.before <> '{}'"
WRITTEN = "row.values || coalesce(row.values->'_write', '{}')"
"""The values of a changed row as they are written."""


def single(part: str) -> str:
    """SQL that joins a part of which each thing has one row at most, under the part's last name."""
    name = part.partition(".")[2]
    return f"""
        LEFT JOIN kernel_importrow AS {name} ON {name}.run_id = %(run)s AND {name}.part = '{part}'
             AND {name}.owner = row.object AND {name}.outcome <> 'refused' AND {name}.object IS NOT NULL
    """


_ORGANISATION = """
    jsonb_to_record({values}) AS said(
        name text, alternate_names text[], description text, legal_form text, website text, email text, phone text,
        founded smallint, tax_code text, vat_number text, runts_number text, ipa_code text, parent uuid, _kind text,
        _search text)
"""

_NUMBERS = ("runts_number", "ipa_code", "tax_code", "vat_number")
_NUMBERS_OF_PARTS = ", ".join(
    f"max(values->>'value') FILTER (WHERE part = 'organization.{number}') AS {number}" for number in _NUMBERS
)

_NEW_ORGANISATIONS = f"""
    INSERT INTO actors_organisation (
        id, version, name, short_name, alternate_names, search_text, kind, legal_form, {", ".join(_NUMBERS)},
        website, email, phone, founded, parent_id, parent_tie, verification, source)
    SELECT row.object, 1, said.name, '', coalesce(said.alternate_names, '{{}}'), said._search, said._kind,
           coalesce(said.legal_form, ''),
           {", ".join(f"coalesce(said.{number}, numbers.{number})" for number in _NUMBERS)},
           coalesce(said.website, ''), coalesce(said.email, ''), coalesce(phone.values->>'number', ''),
           said.founded, said.parent, CASE WHEN said.parent IS NOT NULL THEN 'network' END, %(verification)s, %(slug)s
    FROM kernel_importrow AS row
    CROSS JOIN LATERAL {_ORGANISATION.format(values="row.values")}
    {single("organization.phone")}
    LEFT JOIN (
        SELECT owner, {_NUMBERS_OF_PARTS} FROM kernel_importrow
        WHERE run_id = %(run)s AND "table" = 'organization_identifier' AND {ALIVE} GROUP BY owner
    ) AS numbers ON numbers.owner = row.object
    WHERE {NEW} AND row."table" = 'organization'
"""

_CHANGED_ORGANISATIONS = f"""
    UPDATE actors_organisation AS there
    SET version = there.version + 1,
        {
    changed(
        {
            "name": ("name", "said.name"),
            "alternate_names": ("alternate_names", "coalesce(said.alternate_names, '{}')"),
            **{name: (name, f"coalesce(said.{name}, '')") for name in ("legal_form", "website", "email", "phone")},
            **{name: (name, f"said.{name}") for name in ("founded", *_NUMBERS)},
            "parent_id": ("parent", "said.parent"),
            "parent_tie": ("parent", "CASE WHEN said.parent IS NOT NULL THEN 'network' END"),
        }
    )
}
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_ORGANISATION.format(values=WRITTEN)}
    WHERE {CHANGED} AND row."table" = 'organization' AND there.id = row.object
"""

_TEXTS = f"""
    INSERT INTO actors_organisationtext (organisation_id, language, description, origin, reviewed)
    SELECT row.object, %(language)s, row.values->>'description', 'imported', false
    FROM kernel_importrow AS row
    WHERE row."table" = 'organization' AND row.values ? 'description'
          AND ({NEW} OR ({CHANGED} AND row.before ? 'description'))
    ON CONFLICT (organisation_id, language) DO UPDATE
    SET description = excluded.description, origin = excluded.origin, reviewed = false
"""

_NO_TEXTS = f"""
    DELETE FROM actors_organisationtext AS text USING kernel_importrow AS row
    WHERE {CHANGED} AND row."table" = 'organization' AND row.before ? 'description'
          AND NOT row.values ? 'description' AND text.organisation_id = row.object AND text.language = %(language)s
"""

_NEW_UNITS = f"""
    INSERT INTO actors_unit (id, organisation_id, name)
    SELECT row.object, (row.values->>'organization')::uuid, row.values->>'name'
    FROM kernel_importrow AS row WHERE {NEW} AND row."table" = 'program'
"""

_CHANGED_UNITS = f"""
    UPDATE actors_unit AS there
    SET {
    changed(
        {
            "organisation_id": ("organization", "(row.values->>'organization')::uuid"),
            "name": ("name", "row.values->>'name'"),
        }
    )
}
    FROM kernel_importrow AS row WHERE {CHANGED} AND row."table" = 'program' AND there.id = row.object
"""

_ADDRESS = (
    "jsonb_to_record({values}) AS place(street text, extra text, postcode text, locality text, region text, "
    "country text, municipality uuid)"
)
_WORDS = ("street", "extra", "postcode", "locality", "region", "country")

_NEW_SITES = f"""
    INSERT INTO actors_site (
        id, version, organisation_id, kind, name, phone, municipality_id, accessibility, visibility,
        {", ".join(_WORDS)}, lat, lon)
    SELECT row.object, 1, (row.values->>'organization')::uuid, row.values->>'_kind', row.values->>'name',
           coalesce(phone.values->>'number', ''), place.municipality, coalesce(accessible.codes, '{{}}'),
           CASE WHEN row.values ? '_withheld' THEN 'hidden' ELSE 'public' END,
           {", ".join(f"place.{name}" for name in _WORDS)},
           (row.values->'point'->>'lat')::float, (row.values->'point'->>'lon')::float
    FROM kernel_importrow AS row
    {single("location.phone")}
    {single("location.address")}
    LEFT JOIN LATERAL {_ADDRESS.format(values="address.values")} ON true
    LEFT JOIN (
        SELECT owner, array_agg(DISTINCT values->>'code') AS codes FROM kernel_importrow
        WHERE run_id = %(run)s AND part = 'location.accessibility' AND {ALIVE} GROUP BY owner
    ) AS accessible ON accessible.owner = row.object
    WHERE {NEW} AND row."table" = 'location'
"""

_CHANGED_SITES = f"""
    UPDATE actors_site AS there
    SET version = there.version + 1,
        {
    changed(
        {
            "organisation_id": ("organization", "(row.values->>'organization')::uuid"),
            "name": ("name", "row.values->>'name'"),
            "phone": ("phone", "coalesce(row.values->>'phone', '')"),
            "accessibility": ("accessibility", "coalesce(accessible.codes, '{}')"),
            "municipality_id": ("address", "place.municipality"),
            **{name: ("address", f"place.{name}") for name in _WORDS},
            "lat": ("point", "(row.values->'point'->>'lat')::float"),
            "lon": ("point", "(row.values->'point'->>'lon')::float"),
        }
    )
}
    FROM kernel_importrow AS row
    CROSS JOIN LATERAL {_ADDRESS.format(values="coalesce(row.values->'address', '{}')")}
    CROSS JOIN LATERAL (
        SELECT array_agg(item->>'code') AS codes
        FROM jsonb_array_elements(CASE jsonb_typeof(row.values->'_write'->'accessibility')
            WHEN 'array' THEN row.values->'_write'->'accessibility' ELSE '[]' END) AS item) AS accessible
    WHERE {CHANGED} AND row."table" = 'location' AND there.id = row.object
"""

_STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "added": (_NEW_ORGANISATIONS, _NEW_UNITS, _NEW_SITES),
    "changed": (_CHANGED_ORGANISATIONS, _CHANGED_UNITS, _CHANGED_SITES),
    "texts": (_TEXTS, _NO_TEXTS),
}

_NAMES = f"""
    SELECT there.id, there.name, there.short_name, there.alternate_names
    FROM actors_organisation AS there JOIN kernel_importrow AS row ON row.object = there.id
    WHERE {CHANGED} AND row."table" = 'organization' AND row.before ?| '{{name,alternate_names}}'
"""


def _keep_search_text(parameters: Parameters) -> None:
    """The names of changed organisations as one searches for them."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, parameters)
        found = list(_search_texts(cursor.fetchall()))
        if found:
            cursor.execute(
                "UPDATE actors_organisation AS there SET search_text = kept.text "
                "FROM unnest(%s::uuid[], %s::text[]) AS kept(id, text) WHERE there.id = kept.id",
                [[each for each, _ in found], [text for _, text in found]],
            )


def _search_texts(rows: list[tuple[object, str, str, list[str]]]) -> Iterator[tuple[object, str]]:
    for organisation, name, short_name, alternate_names in rows:
        yield organisation, search_text([name, short_name, *alternate_names])
