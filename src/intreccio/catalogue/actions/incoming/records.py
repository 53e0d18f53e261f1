"""What a source said, remembered: records of its things, conflicts with us, what it has no more."""

from intreccio.catalogue.actions.incoming.theirs import theirs
from intreccio.catalogue.models import Source
from intreccio.catalogue.queries.told import ENTITIES
from intreccio.kernel.imports.changing import NEW
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.staged import Parameters, by_the_set, execute


def take(parameters: Parameters) -> None:
    """Remember what the source said of everything that is new or changed, and where we differ."""
    for entity in ENTITIES:
        execute(_NEW_RECORDS, {**parameters, "entity": entity})
    for statement in (_MATCHED_RECORDS, _CHANGED_RECORDS, _KEPT_WITH_SOURCE, _CONFLICTS, _NO_CONFLICTS):
        execute(statement, parameters)


def mark_vanished(run: ImportRun, source: Source) -> int:
    """Mark what the check found missing from the source; how many."""
    if not run.vanished:
        return 0
    names = {"run": run.pk, "source": source.pk, "now": run.applied_at, "present": present_in(run)}
    with by_the_set():
        return execute(MARK_VANISHED, names)


def present_in(run: ImportRun) -> list[str]:
    """The entities of which a run has any row."""
    return [entity for entity in ENTITIES if run.rows.filter(table=entity).exists()]


_THINGS = f"""
    SELECT row.number, row."table" AS entity, row.object, row.key, row.values FROM kernel_importrow AS row
    WHERE {NEW} AND row."table" = %(entity)s
"""

_COLUMNS = "source_id, entity, key, object, matched, told, kept, first_seen_at, told_at"

_NEW_RECORDS = f"""
    INSERT INTO catalogue_sourcerecord ({_COLUMNS})
    SELECT %(source)s, entity, key, object, false, told, kept, %(now)s, %(now)s FROM ({theirs(_THINGS)}) AS said
"""

_MATCHED_RECORDS = f"""
    INSERT INTO catalogue_sourcerecord ({_COLUMNS})
    SELECT %(source)s, "table", key, object, true, {{told}}, coalesce(values->'_kept', '{{{{}}}}'), %(now)s, %(now)s
    FROM kernel_importrow AS row
    WHERE run_id = %(run)s AND outcome = 'changed' AND undo->'told' = 'null'
""".format(told="values - '{_kept,_matched,_write,_withheld}'::text[]")

_CHANGED_RECORDS = """
    UPDATE catalogue_sourcerecord AS record
    SET told = row.values - '{_kept,_matched,_write,_withheld}'::text[], kept = coalesce(row.values->'_kept', '{}'),
        told_at = %(now)s, vanished_at = NULL, settled_at = NULL
    FROM kernel_importrow AS row
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND row.undo->'told' <> 'null'
          AND record.source_id = %(source)s AND record.entity = row."table" AND record.key = row.key
"""

_KEPT_WITH_SOURCE = """
    UPDATE catalogue_source AS source SET kept = said.kept
    FROM (
        SELECT jsonb_object_agg("table", rows) AS kept FROM (
            SELECT "table", jsonb_agg(values ORDER BY number) AS rows FROM kernel_importrow
            WHERE run_id = %(run)s AND part = 'source.kept' AND outcome <> 'refused' AND object IS NOT NULL
            GROUP BY "table") AS tables
    ) AS said
    WHERE source.id = %(source)s AND said.kept IS NOT NULL AND said.kept <> source.kept
"""

_CONFLICTS = """
    INSERT INTO catalogue_sourceconflict (id, record_id, field, ours, theirs, since, decision)
    SELECT gen_random_uuid(), record.id, said.field, nullif(said.sides->'ours', 'null'),
           nullif(said.sides->'theirs', 'null'), %(now)s, 'open'
    FROM kernel_importrow AS row
    JOIN catalogue_sourcerecord AS record
      ON record.source_id = %(source)s AND record.entity = row."table" AND record.key = row.key
    CROSS JOIN LATERAL jsonb_each(row.conflicts) AS said(field, sides)
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND row.conflicts IS NOT NULL
    ON CONFLICT (record_id, field) DO UPDATE
    SET ours = excluded.ours, theirs = excluded.theirs, since = excluded.since, decision = 'open',
        decided_at = NULL, decided_by = NULL
"""

_NO_CONFLICTS = """
    DELETE FROM catalogue_sourceconflict AS conflict USING kernel_importrow AS row, catalogue_sourcerecord AS record
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND record.source_id = %(source)s
          AND record.entity = row."table" AND record.key = row.key AND conflict.record_id = record.id
          AND conflict.theirs IS DISTINCT FROM row.values->conflict.field
          AND NOT coalesce(row.conflicts, '{}') ? conflict.field
"""

MISSING = """
    record.source_id = %(source)s AND record.vanished_at IS NULL AND record.entity = ANY(%(present)s)
    AND NOT EXISTS (SELECT FROM kernel_importrow AS row
                    WHERE row.run_id = %(run)s AND row."table" = record.entity AND row.key = record.key)
"""

MARK_VANISHED = f"""
    UPDATE catalogue_sourcerecord AS record SET vanished_at = %(now)s, settled_at = NULL WHERE {MISSING}
"""
