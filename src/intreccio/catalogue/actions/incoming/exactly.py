"""What only sources say that write our own forms: texts in further languages, groups and courses, benefits,
and what terms are mapped to. Written by the set, after everything that they belong to.
"""

from intreccio.catalogue.actions.incoming.parts import DATES, written
from intreccio.kernel.imports.changing import CHANGED, NEW, Rows
from intreccio.kernel.imports.staged import Parameters, execute


def take(parameters: Parameters) -> None:
    """Write all of it for new things, and of changed things those fields that changed."""
    for statement in _STATEMENTS:
        execute(statement, parameters)


_NOT_BOOKED = "NOT EXISTS (SELECT FROM catalogue_session AS met WHERE met.activity_id = {}.id)"
"""A group whose meetings are planned here stays as it is, for people hold places in them."""

_OF_SERVICE = f"""there.activity_id IN (
    SELECT activity.id FROM catalogue_activity AS activity
    WHERE activity.service_id = {{}} AND {_NOT_BOOKED.format("activity")})"""

ROWS = (
    Rows("service", "texts", "catalogue_servicetext", "service_id", "there.language <> %(language)s"),
    Rows("service", "benefit", "catalogue_benefit", "service_id"),
    Rows("service", "activities", "catalogue_schedule", _OF_SERVICE),
    Rows("service", "activities", "catalogue_activitytext", _OF_SERVICE),
    Rows("service", "activities", "catalogue_activity", "service_id", _NOT_BOOKED.format("there")),
    Rows("taxonomy_term", "mappings", "catalogue_termmapping", "term_id"),
)
"""Fields that are rows, what hangs below activities before them."""


def _said(field: str) -> str:
    """SQL for whether a staged service brings a field, or changes it."""
    return (
        f"row.\"table\" = 'service' AND row.values ? '{field}' AND (({NEW}) OR ({CHANGED} AND row.before ? '{field}'))"
    )


_TEXTS = f"""
    INSERT INTO catalogue_servicetext (
        service_id, language, name, summary, description, how_to, eligibility, origin, reviewed)
    SELECT row.object, text.key, said.name, coalesce(said.summary, ''), coalesce(said.description, ''),
           coalesce(said.how_to, ''), coalesce(said.eligibility, ''), coalesce(said.origin, 'import'),
           said.origin IS NOT NULL AND said.unreviewed IS NULL
    FROM kernel_importrow AS row
    CROSS JOIN LATERAL jsonb_each(row.values->'texts') AS text
    CROSS JOIN LATERAL jsonb_to_record(text.value) AS said(
        name text, summary text, description text, how_to text, eligibility text, origin text, unreviewed bool)
    WHERE {_said("texts")} AND said.name <> ''
"""

_BENEFITS = f"""
    INSERT INTO catalogue_benefit (
        service_id, amount, isee_up_to, opens_on, closes_on, where_to_apply, incompatible)
    SELECT row.object, coalesce(said.amount, '{{}}'), said.isee_up_to, said.opens_on, said.closes_on,
           coalesce(said.where_to_apply, '{{}}'), coalesce(said.incompatible, '{{}}')
    FROM kernel_importrow AS row
    CROSS JOIN LATERAL jsonb_to_record(row.values->'benefit') AS said(
        amount jsonb, isee_up_to int, opens_on date, closes_on date, where_to_apply jsonb, incompatible jsonb)
    WHERE {_said("benefit")}
"""

_ACTIVITIES = f"""
    WITH said AS MATERIALIZED (
        SELECT (said.values->>'id')::uuid AS id, said.owner, said.values, said.place FROM {written("service.activities")}
    ), activity AS (
        INSERT INTO catalogue_activity (
            id, version, service_id, site_id, capacity, enrolment, languages, starts_on, ends_on, created_at)
        SELECT id, 1, owner, (values->>'site')::uuid, (values->>'capacity')::smallint, values->>'enrolment',
               ARRAY(SELECT jsonb_array_elements_text(coalesce(values->'languages', '[]'))),
               (values->>'starts_on')::date, (values->>'ends_on')::date, %(now)s + place * interval '1 microsecond'
        FROM said ON CONFLICT (id) DO NOTHING
        RETURNING id
    ), text AS (
        INSERT INTO catalogue_activitytext (activity_id, language, name, description)
        SELECT said.id, text.key, text.value->>'name', coalesce(text.value->>'description', '')
        FROM said JOIN activity USING (id) CROSS JOIN LATERAL jsonb_each(said.values->'texts') AS text
    )
    INSERT INTO catalogue_schedule (
        id, activity_id, place, rule, starts_on, opens_at, closes_at, valid_from, valid_to, on_holidays,
        except_dates, extra_dates, closed_seasons)
    SELECT gen_random_uuid(), activity.id, least(met.place - 1, 32767), coalesce(said.values->>'rule', ''),
           (said.values->>'starts_on')::date, (said.values->>'opens_at')::time, (said.values->>'closes_at')::time,
           (said.values->>'valid_from')::date, (said.values->>'valid_to')::date, said.values->>'on_holidays',
           {DATES.format("except_dates")}, {DATES.format("extra_dates")},
           ARRAY(SELECT jsonb_array_elements_text(coalesce(said.values->'closed_seasons', '[]')))
    FROM said AS course JOIN activity USING (id)
    CROSS JOIN LATERAL jsonb_array_elements(course.values->'timings') WITH ORDINALITY AS met(timing, place)
    CROSS JOIN LATERAL (SELECT met.timing AS values) AS said
"""

_MAPPINGS = f"""
    INSERT INTO catalogue_termmapping (term_id, system, code)
    SELECT DISTINCT owner, values->>'system', values->>'code' FROM {written("taxonomy_term.mappings")}
"""

_STATEMENTS = (*(rows.take_away() for rows in ROWS), _TEXTS, _BENEFITS, _ACTIVITIES, _MAPPINGS)
