"""Comparing, field by field, what a source says with what it said before and with what stands here.

What it says as before is left alone. What it says anew is taken where ours is still as it said before; where we
have changed it too, ours stands and the two are shown as a conflict. Of sets, what it adds is added and what it
takes away is taken away, whatever we did to the rest.
"""

from collections.abc import Collection, Iterable, Mapping

from intreccio.catalogue.actions.incoming.matching import NUMBERS
from intreccio.catalogue.actions.incoming.theirs import FIELDS_OF_TABLES, SETS, theirs
from intreccio.catalogue.queries.told import ENTITIES, ours
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.staged import ALIVE, PRIVATE, Parameters, execute, note


def compare(
    parameters: Parameters, *, tables: Collection[str], fields: Mapping[str, Iterable[str]], known: Outcome
) -> None:
    """Find which rows are new, changed or unchanged. Rows are staged as `known` says."""
    for statement in (_NEW_THINGS, _NEW_PARTS) if known is Outcome.UNCHANGED else (_PARTS_OF_MATCHED,):
        execute(statement, parameters)
    of_parts = {field for table in tables for field in FIELDS_OF_TABLES.get(table, ())}
    for entity in ENTITIES:
        said = sorted({*fields.get(entity, ()), *of_parts})
        execute(_compared(entity), {**parameters, "entity": entity, "said": said, "sets": list(SETS)})
    for number in NUMBERS:
        execute(_taken(number), parameters)
    execute(_CHANGED_PARTS, parameters)


_IS_KNOWN = """EXISTS (
    SELECT FROM catalogue_sourcerecord AS record
    WHERE record.source_id = %(source)s AND record.entity = row."table" AND record.key = row.key)"""

_NEW_THINGS = f"""
    UPDATE kernel_importrow AS row SET outcome = 'new'
    WHERE run_id = %(run)s AND {ALIVE} AND "table" = ANY('{{{",".join(ENTITIES)}}}')
          AND NOT {_IS_KNOWN} AND NOT values ? '_matched'
"""

_NEW_PARTS = """
    UPDATE kernel_importrow AS row SET outcome = 'new'
    FROM kernel_importrow AS owner
    WHERE row.run_id = %(run)s AND row.part <> '' AND row.outcome <> 'refused' AND row.object IS NOT NULL
          AND owner.run_id = %(run)s AND owner."table" = split_part(row.part, '.', 1) AND owner.object = row.owner
          AND owner.outcome = 'new'
"""

_PARTS_OF_MATCHED = """
    UPDATE kernel_importrow AS row SET outcome = 'unchanged'
    FROM kernel_importrow AS owner
    WHERE row.run_id = %(run)s AND row.part <> '' AND row.outcome = 'new' AND row.object IS NOT NULL
          AND owner.run_id = %(run)s AND owner."table" = split_part(row.part, '.', 1) AND owner.object = row.owner
          AND owner.values ? '_matched'
"""

_SAID = f"""
    SELECT number, object, key, values FROM kernel_importrow AS row
    WHERE run_id = %(run)s AND "table" = %(entity)s AND {ALIVE} AND ({_IS_KNOWN} OR values ? '_matched')
          AND NOT values ? '_withheld'
"""

_MERGED = """
    (SELECT jsonb_agg(item ORDER BY item) FROM (
        SELECT item FROM jsonb_array_elements(coalesce(field.ours, '[]')) AS item
        UNION
        (SELECT item FROM jsonb_array_elements(coalesce(field.theirs, '[]')) AS item
         EXCEPT SELECT item FROM jsonb_array_elements(coalesce(field.base, '[]')) AS item)
        EXCEPT
        (SELECT item FROM jsonb_array_elements(coalesce(field.base, '[]')) AS item
         EXCEPT SELECT item FROM jsonb_array_elements(coalesce(field.theirs, '[]')) AS item)
    ) AS merged)
"""

_CONFLICT_WORDS = note(
    "Cambiato qui e nella fonte: resta il nostro, decida qualcuno.",
    "Changed here and at the source: ours stays, somebody should decide.",
    problem=False,
)


def _compared(entity: str) -> str:
    return f"""
        WITH said AS MATERIALIZED ({theirs(entity, _SAID)}), candidate AS MATERIALIZED (
            SELECT said.number, said.object, said.kept, coalesce(record.told, '{{}}') AS base,
                   coalesce(record.told, '{{}}') - %(said)s::text[] || said.told AS theirs,
                   record.told AS told_before, record.kept AS kept_before, record.told_at, record.vanished_at,
                   record.settled_at
            FROM said
            LEFT JOIN catalogue_sourcerecord AS record
                   ON record.source_id = %(source)s AND record.entity = %(entity)s AND record.key = said.key
        ), moved AS MATERIALIZED (
            SELECT * FROM candidate
            WHERE told_before IS NULL OR theirs <> base OR vanished_at IS NOT NULL
                  OR kept - 'last_modified'::text <> kept_before - 'last_modified'::text
        ), here AS (
            {ours(entity, "SELECT number, object FROM moved")}
        ), field AS (
            SELECT moved.number, name, moved.base->name AS base, moved.theirs->name AS theirs,
                   here.ours->name AS ours
            FROM moved JOIN here ON here.number = moved.number
            CROSS JOIN LATERAL (
                SELECT jsonb_object_keys(moved.base) UNION SELECT jsonb_object_keys(moved.theirs)) AS names(name)
            WHERE (moved.base->name) IS DISTINCT FROM (moved.theirs->name)
        ), judged AS (
            SELECT number, name, ours, theirs, is_set,
                   CASE WHEN is_set THEN {_MERGED} ELSE theirs END AS wanted,
                   NOT is_set AND ours IS DISTINCT FROM base AND ours IS DISTINCT FROM theirs AS contested
            FROM (SELECT *, name = ANY(%(sets)s) AS is_set FROM field) AS field
        ), verdict AS (
            SELECT number,
                   jsonb_object_agg(name, ours)
                       FILTER (WHERE wanted IS DISTINCT FROM ours AND NOT contested) AS before,
                   jsonb_object_agg(name, wanted)
                       FILTER (WHERE wanted IS DISTINCT FROM ours AND NOT contested AND is_set) AS write,
                   jsonb_object_agg(name, jsonb_build_object('ours', ours, 'theirs', theirs))
                       FILTER (WHERE contested) AS conflicts
            FROM judged GROUP BY number
        )
        UPDATE kernel_importrow AS row
        SET outcome = 'changed', before = coalesce(verdict.before, '{{}}'), conflicts = verdict.conflicts,
            undo = jsonb_build_object(
                'told', moved.told_before, 'kept', moved.kept_before, 'told_at', moved.told_at,
                'vanished_at', moved.vanished_at, 'settled_at', moved.settled_at),
            values = moved.theirs
                     || jsonb_strip_nulls(jsonb_build_object(
                            '_matched', row.values->'_matched', '_withheld', row.values->'_withheld'))
                     || jsonb_build_object('_kept', moved.kept)
                     || CASE WHEN verdict.write IS NULL THEN '{{}}'
                             ELSE jsonb_build_object('_write', verdict.write) END,
            notes = CASE WHEN verdict.conflicts IS NULL THEN row.notes ELSE row.notes || {_CONFLICT_WORDS} END
        FROM moved LEFT JOIN verdict ON verdict.number = moved.number
        WHERE row.run_id = %(run)s AND row.number = moved.number
    """


def _taken(number: str) -> str:
    """An official number that another organisation has here is not taken, but shown as a conflict."""
    return f"""
        UPDATE kernel_importrow AS row
        SET before = before - '{number}', notes = notes || {_CONFLICT_WORDS},
            conflicts = coalesce(conflicts, '{{}}') || jsonb_build_object('{number}',
                jsonb_build_object('ours', before->'{number}', 'theirs', row.values->'{number}'))
        FROM actors_organisation AS other
        WHERE run_id = %(run)s AND "table" = 'organization' AND outcome = 'changed' AND before ? '{number}'
              AND other.{number} = row.values->>'{number}' AND other.id <> row.object
    """


_CHANGED_PARTS = f"""
    UPDATE kernel_importrow AS row SET outcome = 'new'
    FROM kernel_importrow AS owner
    WHERE row.run_id = %(run)s AND row.part <> '' AND row.outcome = 'unchanged' AND row.object IS NOT NULL
          AND owner.run_id = %(run)s AND owner."table" = split_part(row.part, '.', 1) AND owner.object = row.owner
          AND owner.outcome = 'changed' AND owner.before ? split_part(row.part, '.', 2)
          AND NOT coalesce(owner.undo->'told'->split_part(row.part, '.', 2), '[]') @> (row.values - {PRIVATE})
"""
