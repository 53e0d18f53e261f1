"""Whether everything is still as it was when a directory was judged."""

from intreccio.catalogue.queries.told import TABLES, ours
from intreccio.kernel.imports.kinds import OutOfDate
from intreccio.kernel.imports.staged import Parameters, execute, fetch


def refuse_out_of_date(parameters: Parameters) -> None:
    """Raises `OutOfDate` where something that would be added is here already, or something that would be changed is
    no longer as it was seen. Rows to change stay as they are until the transaction ends."""
    if fetch(_KNOWN_SINCE, parameters) or fetch(_TOLD_SINCE, parameters):
        raise OutOfDate("This source was read again since the check: check again.")
    for entity, table in TABLES.items():
        names = {**parameters, "entity": entity}
        execute(_lock(table), names)
        if fetch(_there_since(table), names) or fetch(_different(entity), names):
            raise OutOfDate("Something this directory would change has changed since it was checked: check again.")
    if fetch(_HIDDEN_SINCE, parameters):
        raise OutOfDate("An address was hidden since the check: check again.")


_RECORD = 'record.source_id = %(source)s AND record.entity = row."table" AND record.key = row.key'

_KNOWN_SINCE = f"""
    SELECT row.number FROM kernel_importrow AS row JOIN catalogue_sourcerecord AS record ON {_RECORD}
    WHERE row.run_id = %(run)s AND row.object IS NOT NULL AND row.part = ''
          AND (row.outcome = 'new' OR (row.outcome = 'changed' AND row.undo->'told' = 'null')) LIMIT 1
"""

_TOLD_SINCE = f"""
    SELECT row.number FROM kernel_importrow AS row LEFT JOIN catalogue_sourcerecord AS record ON {_RECORD}
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND row.undo->'told' <> 'null'
          AND record.told IS DISTINCT FROM row.undo->'told' LIMIT 1
"""

_HIDDEN_SINCE = """
    SELECT row.number FROM kernel_importrow AS row
    WHERE row.run_id = %(run)s AND row."table" = 'location' AND row.outcome = 'new' AND row.object IS NOT NULL
          AND NOT row.values ? '_withheld'
          AND EXISTS (SELECT FROM actors_site AS site
                      WHERE site.organisation_id = (row.values->>'organization')::uuid AND site.visibility <> 'public')
    LIMIT 1
"""

_CHANGED = (
    'SELECT number, object FROM kernel_importrow WHERE run_id = %(run)s AND "table" = %(entity)s '
    "AND outcome = 'changed' AND object IS NOT NULL"
)


def _lock(table: str) -> str:
    return f"SELECT id FROM {table} WHERE id IN (SELECT object FROM ({_CHANGED}) AS asked) FOR NO KEY UPDATE"


def _there_since(table: str) -> str:
    return f"""
        SELECT row.number FROM kernel_importrow AS row JOIN {table} AS there ON there.id = row.object
        WHERE row.run_id = %(run)s AND row."table" = %(entity)s AND row.outcome = 'new' LIMIT 1
    """


def _different(entity: str) -> str:
    return f"""
        WITH here AS ({ours(entity, _CHANGED)})
        SELECT row.number FROM kernel_importrow AS row LEFT JOIN here ON here.number = row.number
        CROSS JOIN LATERAL (
            SELECT key, value FROM jsonb_each(row.before)
            UNION ALL
            SELECT key, value->'ours' FROM jsonb_each(coalesce(row.conflicts, '{{}}'))) AS seen(field, value)
        WHERE row.run_id = %(run)s AND row."table" = %(entity)s AND row.outcome = 'changed'
              AND (here.ours IS NULL OR nullif(seen.value, 'null') IS DISTINCT FROM here.ours->seen.field)
        LIMIT 1
    """
