"""Forgetting where a place is, once its steward keeps that to themselves."""

from uuid import UUID

from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports.staged import execute


@upkeep
def forget_address(site: UUID) -> None:
    """Take the address of a place out of what its sources said, and out of every row that was staged of it."""
    for statement in _STATEMENTS:
        execute(statement, {"site": site})


_STATEMENTS = (
    """
    DELETE FROM catalogue_sourceconflict WHERE field IN ('address', 'point') AND record_id IN (
        SELECT id FROM catalogue_sourcerecord WHERE object = %(site)s AND entity = 'location')
    """,
    """
    UPDATE kernel_importrow AS row
    SET values = '{}', conflicts = NULL, undo = NULL, before = CASE WHEN before IS NULL THEN NULL ELSE '{}'::jsonb END
    FROM catalogue_sourcerecord AS record
    JOIN catalogue_source AS source ON source.id = record.source_id
    JOIN kernel_importrun AS run ON run.source = source.slug
    WHERE record.object = %(site)s AND record.entity = 'location' AND row.run_id = run.id
          AND (row."table" = 'location' AND (row.object = record.object OR row.key = record.key)
               OR row."table" = 'address' AND (row.owner = record.object OR record.key IN (
                   row.values->>'_link', row.values->>'location_id'))
               OR row.part IN ('location.kept', 'location.address', 'location.exact') AND row.owner = record.object
               OR row."table" = 'exact' AND record.key = row.values->>'link_id')
    """,
    """
    UPDATE catalogue_sourcerecord SET told = told - '{address,point}'::text[], kept = '{}'
    WHERE object = %(site)s AND entity = 'location'
    """,
)
