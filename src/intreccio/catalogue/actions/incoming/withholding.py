"""Addresses that their stewards keep to themselves: no directory brings them back.

A place that is not for everybody stays as its steward left it, whatever its source publishes. Where an
organisation keeps any place to itself, further places that a source brings come hidden and without an address,
whatever their address is: neither a new key for the same refuge shows it, nor does what comes in tell whoever
imports it which of many addresses is the hidden one.
"""

from intreccio.kernel.imports.staged import ALIVE, Parameters, execute, note


def withhold_addresses(parameters: Parameters) -> None:
    """Take out of staged rows where places are that are not for everybody."""
    for statement in (_OF_HIDDEN, _OF_NEW, _PARTS, _REFUSED):
        execute(statement, parameters)


_WORDS = note(
    "Il referente tiene questo indirizzo per sé: non è stato preso.",
    "The steward keeps this address to themselves: it was not taken.",
    problem=False,
)
_BARE = """jsonb_strip_nulls(jsonb_build_object(
        'name', values->'name', 'organization', values->'organization', '_kind', values->'_kind',
        '_withheld', true, '_matched', values->'_matched'))"""
_KEEPS_TO_ITSELF = """EXISTS (
    SELECT FROM actors_site AS site
    WHERE site.organisation_id = (row.values->>'organization')::uuid AND site.visibility <> 'public')"""

_OF_HIDDEN = f"""
    UPDATE kernel_importrow AS row
    SET values = {_BARE}, outcome = 'unchanged', mended = true, notes = {_WORDS}
    FROM actors_site AS site
    WHERE run_id = %(run)s AND "table" = 'location' AND {ALIVE} AND site.id = object
          AND site.visibility <> 'public'
"""

_OF_NEW = f"""
    UPDATE kernel_importrow AS row SET values = {_BARE}, mended = true, notes = {_WORDS}
    WHERE run_id = %(run)s AND "table" = 'location' AND {ALIVE}
          AND {_KEEPS_TO_ITSELF}
          AND NOT EXISTS (SELECT FROM actors_site AS known WHERE known.id = row.object)
"""

_PARTS = f"""
    UPDATE kernel_importrow AS row
    SET values = '{{}}', object = NULL, owner = NULL, part = '', mended = true, outcome = 'unchanged',
        notes = {_WORDS}
    FROM kernel_importrow AS place
    WHERE row.run_id = %(run)s AND starts_with(row.part, 'location.')
          AND place.run_id = %(run)s AND place."table" = 'location' AND place.object = row.owner
          AND place.values ? '_withheld'
"""

_REFUSED = """
    UPDATE kernel_importrow AS row SET values = '{}'
    FROM catalogue_sourcerecord AS record JOIN actors_site AS site ON site.id = record.object
    WHERE row.run_id = %(run)s AND (row.outcome = 'refused' OR row.object IS NULL)
          AND row."table" IN ('location', 'address', 'exact')
          AND record.source_id = %(source)s AND record.entity = 'location' AND site.visibility <> 'public'
          AND record.key IN (
              CASE row."table" WHEN 'location' THEN row.key END, row.values->>'location_id', row.values->>'link_id',
              row.values->>'_link')
"""
