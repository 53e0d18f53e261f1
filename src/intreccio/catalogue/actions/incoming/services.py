"""Services and their texts, written by the set."""

from typing import Any

from intreccio.catalogue.rules.listing import freshness_on
from intreccio.kernel import clock
from intreccio.kernel.imports.changing import CHANGED, NEW, WRITTEN, Columns, merged_set, single
from intreccio.kernel.imports.staged import Parameters, execute, fetch

REVIEW_MONTHS = 6
DEFUNCT = "defunct"
"""The reason with which a service is withdrawn that its source calls defunct."""


def take(parameters: Parameters) -> None:
    """Add services with their texts; change what changed."""
    names = {**parameters, "today": clock.today(), "months": REVIEW_MONTHS, "defunct": DEFUNCT}
    names |= _name_days(names)
    statements = [statement for columns in COLUMNS for statement in (columns.save(), columns.write())]
    for statement in (*statements, _NEW, _NEW_TEXTS, _FURTHER_TEXTS):
        execute(statement, names)


def _name_days(parameters: Parameters) -> dict[str, list[Any]]:
    """Every day on which some service was confirmed, and for how many months, with its freshness today."""
    found = sorted(fetch(_CONFIRMED, parameters))
    fresh = [freshness_on(clock.today(), confirmed_on=day, review_months=months).value for day, months in found]
    return {
        "days": [day for day, _ in found],
        "terms": [months for _, months in found],
        "freshness": fresh,
    }


_DAY_SAID = "coalesce((row.values->>'confirmed_on')::date, %(today)s)"
_MONTHS_SAID = "coalesce((row.values->>'review_months')::int, %(months)s)"

_CONFIRMED = f"""
    SELECT DISTINCT {_DAY_SAID}, {_MONTHS_SAID} FROM kernel_importrow AS row
    WHERE run_id = %(run)s AND "table" = 'service' AND outcome IN ('new', 'changed')
"""


_TEXTS = ("summary", "description", "how_to", "eligibility")
_DAY = f"""
    JOIN unnest(%(days)s::date[], %(terms)s::int[], %(freshness)s::text[]) AS day(day, months, freshness)
      ON day.day = {_DAY_SAID} AND day.months = {_MONTHS_SAID}
"""

_NEW = f"""
    INSERT INTO catalogue_service (
        id, version, organisation_id, unit_id, kind, state, state_reason, freshness, confirmed_on, review_months,
        expires_at, languages, min_age, max_age, email, phone, url, reference_service_id, reference_kind,
        reference_text, quality, source_id, source_key, created_at, changed_at)
    SELECT row.object, 1, (row.values->>'organization')::uuid, (row.values->>'unit')::uuid,
           coalesce(row.values->>'kind', 'service'),
           CASE WHEN NOT %(vouched)s AND row.values->>'state' = 'published' AND host.values ? '_matched'
                THEN 'draft' ELSE row.values->>'state' END,
           CASE row.values->>'state' WHEN 'withdrawn' THEN %(defunct)s ELSE '' END,
           day.freshness, day.day, day.months, (row.values->>'expires_at')::timestamptz,
           coalesce(spoken.codes, '{{}}'),
           (row.values->'ages'->>'min')::smallint, (row.values->'ages'->>'max')::smallint,
           coalesce(row.values->>'email', ''), coalesce(phone.values->>'number', ''),
           coalesce(row.values->>'url', ''), (row.values->>'reference_service')::uuid,
           coalesce(row.values->>'reference_kind', ''), coalesce(row.values->'reference_text', '{{}}'), 0,
           %(source)s, row.key, %(now)s, %(now)s
    FROM kernel_importrow AS row
    {_DAY}
    {single("service.phone")}
    LEFT JOIN kernel_importrow AS host ON host.run_id = %(run)s AND host."table" = 'organization'
         AND host.object = (row.values->>'organization')::uuid
    LEFT JOIN (
        SELECT owner, array_agg(code ORDER BY place) AS codes FROM (
            SELECT owner, values->>'code' AS code, min(number) AS place FROM kernel_importrow
            WHERE run_id = %(run)s AND part = 'service.languages' AND outcome <> 'refused' AND object IS NOT NULL
            GROUP BY owner, values->>'code') AS said
        GROUP BY owner
    ) AS spoken ON spoken.owner = row.object
    WHERE {NEW} AND row."table" = 'service'
"""

COLUMNS = (
    Columns(
        "service",
        "catalogue_service",
        {
            "organisation_id": ("organization", "(row.values->>'organization')::uuid"),
            "unit_id": ("unit", "(row.values->>'unit')::uuid"),
            "state": ("state", "coalesce(row.values->>'state', 'draft')"),
            "state_reason": ("state", "CASE row.values->>'state' WHEN 'withdrawn' THEN %(defunct)s ELSE '' END"),
            "confirmed_on": ("confirmed_on", "day.day"),
            "freshness": ("confirmed_on,review_months", "day.freshness"),
            "review_months": ("review_months", "day.months"),
            "expires_at": ("expires_at", "(row.values->>'expires_at')::timestamptz"),
            "kind": ("kind", "coalesce(row.values->>'kind', 'service')"),
            "reference_service_id": ("reference_service", "(row.values->>'reference_service')::uuid"),
            "reference_text": ("reference_text", "coalesce(row.values->'reference_text', '{}')"),
            "min_age": ("ages", "(row.values->'ages'->>'min')::smallint"),
            "max_age": ("ages", "(row.values->'ages'->>'max')::smallint"),
            "languages": (
                "languages",
                f"ARRAY(SELECT item->>'code' FROM jsonb_array_elements({merged_set('languages')}) AS item)",
            ),
            **{
                name: (name, f"coalesce(row.values->>'{name}', '')")
                for name in ("email", "phone", "url", "reference_kind")
            },
        },
        joins=_DAY,
        always="version = there.version + 1, changed_at = %(now)s",
    ),
    Columns(
        "service",
        "catalogue_servicetext",
        {
            "name": ("name", "coalesce(row.values->>'name', there.name)"),
            **{name: (name, f"coalesce(row.values->>'{name}', '')") for name in _TEXTS},
            "origin": ("description,origin", "coalesce(row.values->>'origin', 'import')"),
            "reviewed": (
                "description,origin,unreviewed",
                "row.values ? 'origin' AND NOT row.values ? 'unreviewed'",
            ),
        },
        match="there.service_id = row.object AND there.language = %(language)s",
        always="",
        slot="text",
    ),
)

_SAID = """jsonb_to_record({values}) AS said(
        name text, summary text, description text, how_to text, eligibility text, origin text, unreviewed bool)"""
_SAID_TEXT = f"""said.name, {", ".join(f"coalesce(said.{name}, '')" for name in _TEXTS)},
           coalesce(said.origin, 'import'), said.origin IS NOT NULL AND said.unreviewed IS NULL"""
_TEXT = f"INSERT INTO catalogue_servicetext (service_id, language, name, {', '.join(_TEXTS)}, origin, reviewed)"

_NEW_TEXTS = f"""
    {_TEXT}
    SELECT row.object, %(language)s, {_SAID_TEXT}
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_SAID.format(values="row.values")}
    WHERE {NEW} AND row."table" = 'service' AND row.values ? 'name'
"""

_FURTHER_TEXTS = f"""
    {_TEXT}
    SELECT row.object, %(language)s, {_SAID_TEXT}
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_SAID.format(values=WRITTEN)}
    WHERE {CHANGED} AND row."table" = 'service' AND row.before ? 'name' AND said.name IS NOT NULL
          AND NOT EXISTS (SELECT FROM catalogue_servicetext AS there
                          WHERE there.service_id = row.object AND there.language = %(language)s)
"""
