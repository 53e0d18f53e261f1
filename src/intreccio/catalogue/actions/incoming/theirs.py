"""What a source says of a thing, put together from its staged rows."""

from intreccio.kernel.imports.staged import ALIVE, PRIVATE

LISTS = ("phones", "contacts", "openings", "costs", "documents", "activities", "mappings")
"""Fields whose order counts: their items stand in the order of the file."""

SETS = ("sites", "terms", "languages", "areas", "accessibility")
"""Fields whose order does not count: of two changes to one both can be had."""

SINGLES = ("address", "phone", "tax_code", "vat_number", "runts_number", "ipa_code")
"""Fields that another row says: of each thing one row at most."""

FIELDS_OF_TABLES = {
    "phone": ("phone", "phones"),
    "contact": ("contacts",),
    "schedule": ("openings",),
    "cost_option": ("costs",),
    "required_document": ("documents",),
    "service_at_location": ("sites",),
    "attribute": ("terms",),
    "language": ("languages",),
    "service_area": ("areas",),
    "accessibility": ("accessibility",),
    "address": ("address",),
    "organization_identifier": ("tax_code", "vat_number", "runts_number", "ipa_code"),
}
"""The fields that each table's rows say of their owners."""


def _in(names: tuple[str, ...]) -> str:
    return "({})".format(", ".join(f"'{name}'" for name in names))


def theirs(entity: str, things: str) -> str:
    """SQL of what the source says of `things`, a query for number, object, key and values of an entity's rows.

    It gives number, object, key, told (fields as in `SourceRecord.told`) and kept. Parameters: run.
    """
    return f"""
        WITH thing AS MATERIALIZED ({things}), answering AS (
            SELECT owner, jsonb_agg(values - {PRIVATE} ORDER BY number) AS phones FROM kernel_importrow
            WHERE run_id = %(run)s AND part = 'contact.phones' AND {ALIVE} GROUP BY owner
        ), item AS (
            SELECT row.owner, split_part(row.part, '.', 2) AS field,
                   row.number, row."table", row.key, row.values,
                   CASE WHEN answering.phones IS NULL THEN row.values - {PRIVATE}
                        ELSE row.values - {PRIVATE} || jsonb_build_object('phones', answering.phones) END AS said
            FROM kernel_importrow AS row
            LEFT JOIN answering ON row."table" = 'contact' AND answering.owner = row.object
            WHERE row.run_id = %(run)s AND starts_with(row.part, '{entity}.') AND row.outcome <> 'refused'
                  AND row.object IS NOT NULL
        ), said AS (
            SELECT owner, field, CASE
                WHEN field = 'address' THEN (array_agg(said))[1]
                WHEN field = 'phone' THEN (array_agg(said->'number'))[1]
                WHEN field IN {_in(SINGLES)} THEN (array_agg(said->'value'))[1]
                WHEN field IN {_in(SETS)} THEN jsonb_agg(DISTINCT said)
                ELSE jsonb_agg(said ORDER BY number) END AS value
            FROM item WHERE field <> 'kept' GROUP BY owner, field
        ), parts AS (
            SELECT owner, jsonb_object_agg(field, value) AS said FROM said GROUP BY owner
        ), beside AS (
            SELECT owner, "table",
                   jsonb_agg(CASE field WHEN 'kept' THEN said
                             ELSE jsonb_build_object('id', key) || (values->'_kept') END ORDER BY number) AS rows
            FROM item WHERE field = 'kept' OR values ? '_kept' GROUP BY owner, "table"
        ), kept AS (
            SELECT owner, jsonb_object_agg("table", rows) AS said FROM beside GROUP BY owner
        )
        SELECT thing.number, thing.object, thing.key,
               thing.values - {PRIVATE} || coalesce(parts.said, '{{}}') AS told,
               coalesce(thing.values->'_kept', '{{}}') || coalesce(kept.said, '{{}}') AS kept
        FROM thing
        LEFT JOIN parts ON parts.owner = thing.object
        LEFT JOIN kept ON kept.owner = thing.object
    """
