"""What of a directory is here already, before its source spoke of it: bodies by their official numbers, terms of
lists that are ours, and things whose very identifier is ours."""

from intreccio.catalogue.actions.incoming.folding import lists_here, terms_here
from intreccio.kernel.imports.staged import ALIVE, Parameters, execute, fetch, note

NUMBERS = ("tax_code", "runts_number", "ipa_code")
"""Official numbers that one organisation has at most."""

_TABLES = {
    "organization": "actors_organisation",
    "program": "actors_unit",
    "location": "actors_site",
    "service": "catalogue_service",
    "taxonomy": "catalogue_taxonomy",
    "taxonomy_term": "catalogue_term",
}


def find_what_is_here(parameters: Parameters, *, vouched: bool, exact: bool) -> None:
    """Give rows of what is here already our identifier, and everything that names them.

    Of things that are here under the very identifier that the source gives, one that is vouched for may speak;
    rows of others are refused.
    """
    for number in NUMBERS:
        execute(_only_first(number), parameters)
        _rename(fetch(_BY_NUMBER.format(number=number), parameters), parameters)
    _rename(fetch(_OURS_BY_CODE, parameters), parameters)
    if exact:
        _rename(lists_here(parameters), parameters)
        _rename(terms_here(parameters), parameters)
    for entity, table in _TABLES.items():
        statement = _SPEAK_OF if vouched else _REFUSE_TAKEN
        execute(statement.format(entity=entity, table=table), parameters)


_KNOWN = """EXISTS (SELECT FROM catalogue_sourcerecord AS known
                    WHERE known.source_id = %(source)s AND known.entity = row."table" AND known.key = row.key)"""

_NUMBERS_SAID = f"""
    SELECT number, object, values->>'{{number}}' AS said, key FROM kernel_importrow
    WHERE run_id = %(run)s AND "table" = 'organization' AND {ALIVE} AND values ? '{{number}}'
    UNION ALL
    SELECT number, owner, values->>'value', key FROM kernel_importrow
    WHERE run_id = %(run)s AND part = 'organization.{{number}}' AND {ALIVE}
"""


def _only_first(number: str) -> str:
    """Take a number away from all rows but the first that says it of another organisation."""
    words = note(
        "Un altro ente della fonte ha lo stesso numero: qui senza.",
        "Another organisation of the source has the same number: here without.",
        problem=False,
        field=number,
    )
    said = _NUMBERS_SAID.format(number=number)
    return f"""
        WITH said AS ({said}), elsewhere AS (
            SELECT said.number FROM said
            JOIN (SELECT said, (array_agg(object ORDER BY number))[1] AS object FROM said GROUP BY said) AS first
              ON first.said = said.said AND first.object <> said.object
        )
        UPDATE kernel_importrow AS row
        SET values = CASE WHEN part = '' THEN values - '{number}' ELSE values END,
            part = CASE WHEN part = '' THEN '' ELSE 'organization.kept' END, mended = true, notes = notes || {words}
        FROM elsewhere WHERE row.run_id = %(run)s AND row.number = elsewhere.number
    """


_BY_NUMBER = f"""
    WITH RECURSIVE said AS ({_NUMBERS_SAID}), found AS (
        SELECT said.object AS named, body.id, body.merged_into_id FROM said
        JOIN actors_organisation AS body ON body.{{number}} = said.said
        UNION ALL
        SELECT found.named, into_this.id, into_this.merged_into_id FROM found
        JOIN actors_organisation AS into_this ON into_this.id = found.merged_into_id
    )
    SELECT 'organization', row.object, found.id FROM found
    JOIN kernel_importrow AS row ON row.run_id = %(run)s AND row."table" = 'organization' AND row.object = found.named
    WHERE found.merged_into_id IS NULL AND found.id <> found.named AND row.outcome <> 'refused' AND NOT {_KNOWN}
          AND NOT EXISTS (SELECT FROM catalogue_sourcerecord AS spoken
                          WHERE spoken.source_id = %(source)s AND spoken.object = found.id)
"""

_OURS_BY_CODE = f"""
    SELECT 'taxonomy_term', object, (values->>'_ours')::uuid FROM kernel_importrow AS row
    WHERE run_id = %(run)s AND "table" = 'taxonomy_term' AND {ALIVE} AND values ? '_ours'
          AND NOT {_KNOWN}
"""

_SPEAK_OF = f"""
    UPDATE kernel_importrow AS row SET values = values || '{{{{"_matched": true}}}}'
    FROM {{table}} AS there
    WHERE row.run_id = %(run)s AND row."table" = '{{entity}}' AND {ALIVE} AND there.id = row.object AND NOT {_KNOWN}
"""

_REFUSE_TAKEN = f"""
    UPDATE kernel_importrow AS row SET outcome = 'refused', mended = false,
        notes = notes || {
    note(
        "questo identificativo è già nel catalogo, ma non viene da questa fonte.",
        "this id is in the catalogue already, but did not come from this source.",
        problem=True,
        field="id",
    )
}
    FROM {{table}} AS there
    WHERE row.run_id = %(run)s AND row."table" = '{{entity}}' AND {ALIVE} AND there.id = row.object
          AND NOT values ? '_matched' AND NOT {_KNOWN}
"""


def _rename(found: list[tuple[str, object, object]], parameters: Parameters) -> None:
    """Put our identifiers in place of those that were given or derived."""
    if not found:
        return
    tables, named, ours = zip(*found, strict=True)
    names = {**parameters, "tables": list(tables), "named": list(named), "ours": list(ours)}
    for statement in _RENAMINGS:
        execute(statement, names)


_PAIRS = 'unnest(%(tables)s::text[], %(named)s::uuid[], %(ours)s::uuid[]) AS pair("table", named, ours)'


def _renamed(entity: str, name: str, condition: str) -> str:
    """Rename what a link in `values` leads to."""
    return f"""
        UPDATE kernel_importrow AS row SET values = values || jsonb_build_object('{name}', pair.ours)
        FROM {_PAIRS}
        WHERE row.run_id = %(run)s AND pair."table" = '{entity}' AND {condition}
              AND (row.values->>'{name}')::uuid = pair.named
    """


_RENAMINGS = (
    _renamed("organization", "organization", "row.\"table\" IN ('program', 'location', 'service')"),
    _renamed("organization", "parent", "row.\"table\" = 'organization'"),
    _renamed("taxonomy", "taxonomy", "row.\"table\" = 'taxonomy_term'"),
    _renamed("taxonomy_term", "parent", "row.\"table\" = 'taxonomy_term'"),
    _renamed("taxonomy_term", "term", "row.part = 'service.terms'"),
    f"""
    UPDATE kernel_importrow AS row SET owner = pair.ours FROM {_PAIRS}
    WHERE row.run_id = %(run)s AND row.owner = pair.named AND split_part(row.part, '.', 1) = pair."table"
    """,
    f"""
    UPDATE kernel_importrow AS row SET object = pair.ours, values = values || '{{"_matched": true}}' FROM {_PAIRS}
    WHERE row.run_id = %(run)s AND row.object = pair.named AND row."table" = pair."table"
    """,
)
