"""Services and their texts, written by the set."""

from datetime import date

from intreccio.actors.actions.incoming import CHANGED, NEW, WRITTEN, changed, single
from intreccio.catalogue.rules.listing import freshness_on
from intreccio.kernel import clock
from intreccio.kernel.imports.staged import Parameters, execute, fetch

REVIEW_MONTHS = 6
DEFUNCT = "defunct"
"""The reason with which a service is withdrawn that its source calls defunct."""


def take(parameters: Parameters) -> None:
    """Add services with their texts; change what changed."""
    names = {**parameters, "today": clock.today(), "months": REVIEW_MONTHS, "defunct": DEFUNCT}
    days = _days(names)
    names["days"], names["freshness"] = [day for day, _ in days], [freshness for _, freshness in days]
    for statement in (_NEW, _CHANGED, _NEW_TEXTS, _CHANGED_TEXTS, _FURTHER_TEXTS):
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
    JOIN unnest(%(days)s::date[], %(freshness)s::text[]) AS day(day, freshness)
      ON day.day = coalesce((row.values->>'confirmed_on')::date, %(today)s)
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

_CHANGED = f"""
    UPDATE catalogue_service AS there
    SET version = there.version + 1, changed_at = %(now)s,
        {
    changed(
        {
            "organisation_id": ("organization", "(row.values->>'organization')::uuid"),
            "unit_id": ("unit", "(row.values->>'unit')::uuid"),
            "state": ("state", "coalesce(row.values->>'state', 'draft')"),
            "state_reason": ("state", "CASE row.values->>'state' WHEN 'withdrawn' THEN %(defunct)s ELSE '' END"),
            "confirmed_on": ("confirmed_on", "day.day"),
            "freshness": ("confirmed_on", "day.freshness"),
            "min_age": ("ages", "(row.values->'ages'->>'min')::smallint"),
            "max_age": ("ages", "(row.values->'ages'->>'max')::smallint"),
            "languages": ("languages", "coalesce(spoken.codes, '{}')"),
            **{name: (name, f"coalesce(row.values->>'{name}', '')") for name in ("email", "phone", "url")},
        }
    )
}
    FROM kernel_importrow AS row
    JOIN unnest(%(days)s::date[], %(freshness)s::text[]) AS day(day, freshness)
      ON day.day = coalesce((row.values->>'confirmed_on')::date, %(today)s)
    CROSS JOIN LATERAL (
        SELECT array_agg(item->>'code') AS codes
        FROM jsonb_array_elements(CASE jsonb_typeof(row.values->'_write'->'languages')
            WHEN 'array' THEN row.values->'_write'->'languages' ELSE '[]' END) AS item) AS spoken
    WHERE {CHANGED} AND row."table" = 'service' AND there.id = row.object
"""

_SAID = "jsonb_to_record({values}) AS said(name text, description text, how_to text, eligibility text)"
_TEXTS = ("description", "how_to", "eligibility")

_NEW_TEXTS = f"""
    INSERT INTO catalogue_servicetext (
        service_id, language, name, summary, {", ".join(_TEXTS)}, origin, reviewed)
    SELECT row.object, %(language)s, said.name, '', {", ".join(f"coalesce(said.{name}, '')" for name in _TEXTS)},
           'import', false
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_SAID.format(values="row.values")}
    WHERE {NEW} AND row."table" = 'service'
"""

_CHANGED_TEXTS = f"""
    UPDATE catalogue_servicetext AS there
    SET origin = CASE WHEN row.before ?| '{{name,description}}' THEN 'import' ELSE there.origin END,
        reviewed = there.reviewed AND NOT row.before ?| '{{name,description}}',
        {
    changed(
        {
            "name": ("name", "coalesce(said.name, there.name)"),
            **{name: (name, f"coalesce(said.{name}, '')") for name in _TEXTS},
        }
    )
}
    FROM kernel_importrow AS row CROSS JOIN LATERAL {_SAID.format(values=WRITTEN)}
    WHERE {CHANGED} AND row."table" = 'service' AND row.before ?| '{{name,description,how_to,eligibility}}'
          AND there.service_id = row.object AND there.language = %(language)s
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
