"""Taking back what a directory brought, where it still stands as it was brought.

What was changed is put back field by field, unless somebody changed it since. What was added is taken out, unless
somebody touched it or refers to it: then a service is withdrawn, and everything else stays; the report says which.
"""

from intreccio.actors.actions.incoming import put_actors_back
from intreccio.catalogue.actions.incoming import exactly, parts, removing, services, terms
from intreccio.catalogue.actions.incoming.taking import parameters_of
from intreccio.catalogue.actions.waiting import have_indexed
from intreccio.catalogue.events import SourceReadUndone
from intreccio.catalogue.models import Source
from intreccio.catalogue.queries.told import ENTITIES, ours
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.imports.kinds import Progress, Undone
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import RunState
from intreccio.kernel.imports.staged import Parameters, by_the_set, execute, fetch, note
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


@action
def take_back(*, run: ImportRun, source: Source, by: Who, progress: Progress) -> Undone:
    """Undo an import. Raises `Refused` where a later one of the same source stands on it."""
    before = ImportRun.objects.filter(source=run.source, state=RunState.APPLIED).exclude(pk=run.pk)
    _refuse_if_stood_on(run, before.filter(applied_at__gt=run.applied_at).order_by("applied_at").first())
    parameters = parameters_of(run, source)
    with by_the_set():
        restored = _put_back(parameters, by)
        progress(restored, run.new + run.changed)
        removed = removing.take_out(parameters, by=by)
        have_indexed(parameters)
    [(things,)] = fetch(_THINGS, parameters)
    latest = before.filter(partial=False).order_by("-applied_at").first()
    source.read_at = latest.applied_at if latest else None
    source.save(update_fields=["read_at"])
    record(SourceReadUndone(source.pk, run.pk, restored, removed), by=by)
    return Undone(restored, removed, things - restored - removed)


def _refuse_if_stood_on(run: ImportRun, later: ImportRun | None) -> None:
    if later is not None:
        raise Refused(
            Translated(
                it=f"Dopo è stato importato «{later.file.name}» dalla stessa fonte: annulla prima quello.",
                en=f"“{later.file.name}” was imported from the same source since: undo that first.",
            )
        )


def _put_back(parameters: Parameters, by: Who) -> int:
    """Put changed fields back that still stand as written; how many things are wholly as they were."""
    for entity in ENTITIES:
        execute(_restorable(entity), {**parameters, "entity": entity})
    put_actors_back(parameters=parameters, by=by)
    for columns in (*terms.COLUMNS, *services.COLUMNS):
        execute(columns.put_back(), parameters)
    every = (*exactly.ROWS, *parts.ROWS)
    statements = [rows.drop() for rows in every] + [rows.put_back() for rows in reversed(every)]
    for statement in (*statements, *_RECORDS):
        execute(statement, parameters)
    [(restored,)] = fetch(_RESTORED, parameters)
    return int(restored)


_THINGS = """
    SELECT count(*) FROM kernel_importrow
    WHERE run_id = %(run)s AND outcome IN ('new', 'changed') AND part = '' AND object IS NOT NULL
"""

_LEFT = note(
    "Annullando, lasciato com'è dove qualcuno l'ha cambiato dopo.",
    "When undone, left as it is where somebody changed it since.",
    problem=False,
)


def _restorable(entity: str) -> str:
    """Note which changed fields still stand as they were written."""
    changed = """SELECT number, object FROM kernel_importrow
                 WHERE run_id = %(run)s AND "table" = %(entity)s AND outcome = 'changed' AND object IS NOT NULL"""
    return f"""
        WITH here AS ({ours(entity, changed)}), stands AS (
            SELECT row.number, coalesce(jsonb_agg(field.name) FILTER (
                WHERE nullif(coalesce(row.values->'_write'->field.name, row.values->field.name), 'null')
                      IS NOT DISTINCT FROM here.ours->field.name), '[]') AS fields
            FROM kernel_importrow AS row JOIN here ON here.number = row.number
            LEFT JOIN LATERAL jsonb_object_keys(row.before) AS field(name) ON true
            WHERE row.run_id = %(run)s AND row.undo IS NOT NULL
            GROUP BY row.number
        )
        UPDATE kernel_importrow AS row
        SET undo = row.undo || jsonb_build_object('restored', stands.fields),
            notes = row.notes || CASE WHEN row.before - ARRAY(SELECT jsonb_array_elements_text(stands.fields)) = '{{}}'
                                 THEN '[]' ELSE {_LEFT} END
        FROM stands WHERE row.run_id = %(run)s AND row.number = stands.number
    """


_RESTORED = """
    SELECT count(*) FROM kernel_importrow
    WHERE run_id = %(run)s AND outcome = 'changed' AND part = '' AND object IS NOT NULL
          AND before - ARRAY(SELECT jsonb_array_elements_text(undo->'restored')) = '{}'
"""

_OF_ROW = 'record.source_id = %(source)s AND record.entity = row."table" AND record.key = row.key'

_RECORDS = (
    """
    DELETE FROM catalogue_sourceconflict AS conflict USING catalogue_sourcerecord AS record
    WHERE record.id = conflict.record_id AND record.source_id = %(source)s AND conflict.since = %(now)s
    """,
    f"""
    UPDATE catalogue_sourcerecord AS record
    SET told = row.undo->'told', kept = row.undo->'kept', told_at = (row.undo->>'told_at')::timestamptz,
        vanished_at = (row.undo->>'vanished_at')::timestamptz, settled_at = (row.undo->>'settled_at')::timestamptz
    FROM kernel_importrow AS row
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND row.undo->'told' <> 'null' AND {_OF_ROW}
    """,
    f"""
    DELETE FROM catalogue_sourcerecord AS record USING kernel_importrow AS row
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND row.undo->'told' = 'null' AND {_OF_ROW}
    """,
    """
    UPDATE catalogue_sourcerecord SET vanished_at = NULL
    WHERE source_id = %(source)s AND vanished_at = %(now)s
    """,
)
