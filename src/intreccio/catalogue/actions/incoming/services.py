"""Services and their texts, written by the set."""

from datetime import date

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
    days = _days(names)
    names["days"], names["freshness"] = [day for day, _ in days], [freshness for _, freshness in days]
    statements = [statement for columns in COLUMNS for statement in (columns.save(), columns.write())]
    for statement in (*statements, _NEW, _NEW_TEXTS, _FURTHER_TEXTS):
        execute(statement, names)


def _days(parameters: Parameters) -> list[tuple[date, str]]:
    """Every day on which some service was confirmed, with the freshness that this gives it today."""
    found = {day for (day,) in fetch(_CONFIRMED, parameters)} | {clock.today()}
    return [
        (day, freshness_on(clock.today(), confirmed_on=day, review_months=REVIEW_MONTHS).value)
        for day in sorted(found)
    ]


_CONFIRMED = """
    SELECT DISTINCT (values->>'confirmed_on')::date FROM kernel_importrow
    WHERE run_id = %(run)s AND "table" = 'service' AND outcome IN ('new', 'changed') AND values ? 'confirmed_on'
"""


_TEXTS = ("description", "how_to", "eligibility")
_DAY = """
    JOIN unnest(%(days)s::date[], %(freshness)s::text[]) AS day(day, freshness)
      ON day.day = coalesce((row.values->>'confirmed_on')::date, %(today)s)
"""

_NEW = f"""
    INSERT INTO catalogue_service (
        id, version, organisation_id, unit_id, kind, state, state_reason, freshness, confirmed_on, review_months,
        languages, min_age, max_age, email, phone, url, reference_kind, reference_text, quality, source_id, source_key,
        created_at, changed_at)
    SELECT row.object, 1, (row.values->>'organization')::uuid, (row.values->>'unit')::uuid, 'service',
           CASE WHEN NOT %(vouched)s AND row.values->>'state' = 'published' AND host.values ? '_matched'
                THEN 'draft' ELSE row.values->>'state' END,
           CASE row.values->>'state' WHEN 'withdrawn' THEN %(defunct)s ELSE '' END,
           day.freshness, day.day, %(months)s, coalesce(spoken.codes, '{{}}'),
           (row.values->'ages'->>'min')::smallint, (row.values->'ages'->>'max')::smallint,
           coalesce(row.values->>'email', ''), coalesce(phone.values->>'number', ''),
           coalesce(row.values->>'url', ''), '', '{{}}', 0, %(source)s, row.key, %(now)s, %(now)s
    FROM kernel_importrow AS row
    {_DAY}
    {single("service.phone")}
    LEFT JOIN kernel_importrow AS host ON host.run_id = %(run)s AND host."table" = 'organization'
         AND host.object = (row.values->>'organization')::uuid
    LEFT JOIN (
        SELECT owner, array_agg(DISTINCT values->>'code') AS codes FROM kernel_importrow
        WHERE run_id = %(run)s AND part = 'service.languages' AND outcome <> 'refused' AND object IS NOT NULL
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
            "freshness": ("confirmed_on", "day.freshness"),
            "min_age": ("ages", "(row.values->'ages'->>'min')::smallint"),
            "max_age": ("ages", "(row.values->'ages'->>'max')::smallint"),
            "languages": (
                "languages",
                f"ARRAY(SELECT item->>'code' FROM jsonb_array_elements({merged_set('languages')}) AS item)",
            ),
            **{name: (name, f"coalesce(row.values->>'{name}', '')") for name in ("email", "phone", "url")},
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
            "origin": ("description", "'import'"),
            "reviewed": ("description", "false"),
        },
        match="there.service_id = row.object AND there.language = %(language)s",
        always="",
        slot="text",
    ),
)

_SAID = "jsonb_to_record({values}) AS said(name text, description text, how_to text, eligibility text)"

_NEW_TEXTS = f"""
    INSERT INTO catalogue_servicetext (
        service_id, language, name, summary, {", ".join(_TEXTS)}, origin, reviewed)
    SELECT row.object, %(language)s, said.name, '', {", ".join(f"coalesce(said.{name}, '')" for name in _TEXTS)},
           'import', false
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_SAID.format(values="row.values")}
    WHERE {NEW} AND row."table" = 'service'
"""

_FURTHER_TEXTS = f"""
    INSERT INTO catalogue_servicetext (
        service_id, language, name, summary, {", ".join(_TEXTS)}, origin, reviewed)
    SELECT row.object, %(language)s, said.name, '', {", ".join(f"coalesce(said.{name}, '')" for name in _TEXTS)},
           'import', false
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_SAID.format(values=WRITTEN)}
    WHERE {CHANGED} AND row."table" = 'service' AND row.before ? 'name'
          AND NOT EXISTS (SELECT FROM catalogue_servicetext AS there
                          WHERE there.service_id = row.object AND there.language = %(language)s)
"""
