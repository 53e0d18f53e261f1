"""What only sources say that write our own forms: texts in further languages, groups and courses, benefits,
and what terms are mapped to. Written by the set, after everything that they belong to.
"""

from intreccio.catalogue.actions.activities import plan_sessions
from intreccio.catalogue.actions.incoming.parts import DATES, written
from intreccio.catalogue.models import Activity
from intreccio.kernel import clock
from intreccio.kernel.imports.batches import in_batches
from intreccio.kernel.imports.changing import CHANGED, NEW, Rows
from intreccio.kernel.imports.staged import Parameters, execute, fetch

BATCH = 1_000


def take(parameters: Parameters) -> None:
    """Write all of it for new things, and of changed things those fields that changed."""
    for statement in _STATEMENTS:
        execute(statement, parameters)
    _plan_meetings(parameters)


def _plan_meetings(parameters: Parameters) -> None:
    """Dated meetings, of which no package speaks, follow from when a group meets."""
    for batch in in_batches(iter([each for (each,) in fetch(_MEETING, parameters)]), BATCH):
        found = Activity.objects.filter(pk__in=batch).order_by("pk")
        plan_sessions(
            found.prefetch_related("schedules").select_related("site__municipality"), first=clock.today()
        )


_UNTOUCHED = """NOT EXISTS (
    SELECT FROM catalogue_session AS met
    WHERE met.activity_id = {}.id AND (met.cancelled OR met.taken > 0 OR met.waiting > 0))"""
"""A group stays as it is of which somebody has called a meeting off, or that somebody has a place in."""

_OF_SERVICE = f"""there.activity_id IN (
    SELECT activity.id FROM catalogue_activity AS activity
    WHERE activity.service_id = {{}} AND {_UNTOUCHED.format("activity")})"""

ROWS = (
    Rows("service", "texts", "catalogue_servicetext", "service_id", "there.language <> %(language)s"),
    Rows("service", "benefit", "catalogue_benefit", "service_id"),
    *(
        Rows("service", "activities", f"catalogue_{table}", _OF_SERVICE)
        for table in ("session", "schedule", "activitytext")
    ),
    Rows("service", "activities", "catalogue_activity", "service_id", _UNTOUCHED.format("there")),
    Rows("taxonomy_term", "mappings", "catalogue_termmapping", "term_id"),
)
"""Fields that are rows, what hangs below activities before them."""


def _said(field: str) -> str:
    """SQL for whether a staged service brings a field, or changes it."""
    return f"row.\"table\" = 'service' AND row.values ? '{field}' AND (({NEW}) OR ({CHANGED} AND row.before ? '{field}'))"


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

_MEETING = f"""
    SELECT activity.id FROM {written("service.activities")}
    JOIN catalogue_activity AS activity
      ON activity.id = (said.values->>'id')::uuid AND activity.service_id = said.owner
"""

_MAPPINGS = f"""
    INSERT INTO catalogue_termmapping (term_id, system, code)
    SELECT DISTINCT owner, values->>'system', values->>'code' FROM {written("taxonomy_term.mappings")}
"""

_STATEMENTS = (*(rows.take_away() for rows in ROWS), _TEXTS, _BENEFITS, _ACTIVITIES, _MAPPINGS)
