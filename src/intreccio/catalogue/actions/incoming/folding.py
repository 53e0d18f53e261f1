"""What a source says exactly, in forms of our own, folded into its things before anything is judged.

Staged rows of the table `exact` come in two sorts. Parts called `entity.exact` hold a single value each, in
`values` under `field` and `value`, of texts with their `language`: they become fields of their thing. The others
are items of lists, as rows of other tables are; these say the same again for others, and are set aside.

Nothing of this is done where a directory has no such rows.
"""

from intreccio.kernel.imports.staged import ALIVE, Parameters, execute, fetch, note

EXACT = "exact"
"""The table of rows in forms of our own, and the part that is a single value."""


def fold(parameters: Parameters) -> None:
    """Put single values into the things they are about."""
    for statement in _FOLDED:
        execute(statement, parameters)


def lists_here(parameters: Parameters) -> list[tuple[str, object, object]]:
    """Lists that are here under the same slug: their table, their identifier at the source, and ours."""
    return fetch(_LISTS_HERE, parameters)


def terms_here(parameters: Parameters) -> list[tuple[str, object, object]]:
    """Terms that are here under the same code, once their lists are ours."""
    return fetch(_TERMS_HERE, parameters)


def set_aside(parameters: Parameters) -> None:
    """Leave out rows that say again what is said exactly, once it is settled whose they are."""
    for statement in _SET_ASIDE:
        execute(statement, parameters)


def _said(entity: str) -> str:
    """SQL of what is said of things: `single` by field, `spoken` by owner, language and field."""
    return f"""
        WITH said AS (
            SELECT owner, number, values->>'field' AS field, values->>'language' AS language, values->'value' AS value
            FROM kernel_importrow WHERE run_id = %(run)s AND part = '{entity}.exact' AND {ALIVE}
        ), single AS (
            SELECT owner, jsonb_object_agg(field, value) AS said FROM said WHERE language IS NULL GROUP BY owner
        )"""


_BY_LANGUAGE = """, spoken AS (
            SELECT owner, language, jsonb_object_agg(field, value) AS said FROM said
            WHERE language IS NOT NULL GROUP BY owner, language
        ), texts AS (
            SELECT owner, jsonb_object_agg(language, said) AS said FROM spoken GROUP BY owner
        )"""

_BY_FIELD = """, spoken AS (
            SELECT owner, field, jsonb_object_agg(language, value) AS said FROM said
            WHERE language IS NOT NULL GROUP BY owner, field
        ), texts AS (
            SELECT owner, jsonb_object_agg(field, said) AS said FROM spoken GROUP BY owner
        )"""


def _thing_with_texts(entity: str, columns: str, instead: str) -> str:
    """SQL that folds singles and texts into things whose own columns hold the texts of one language.

    `columns` is SQL of what these columns say, as an object; `instead` are names in `values` that go for it.
    """
    return f"""
        {_said(entity)}{_BY_LANGUAGE}
        UPDATE kernel_importrow AS row
        SET values = (row.values #- '{{_kept,legal_status}}' #- '{{_kept,alternate_name}}') - {instead}
                     || (told.single - 'language') || coalesce(whole.texts->%(language)s, '{{}}')
                     || CASE WHEN whole.texts - %(language)s = '{{}}' THEN '{{}}'
                             ELSE jsonb_build_object('texts', whole.texts - %(language)s) END
                     || '{{"_exact": true}}'
        FROM kernel_importrow AS thing
        LEFT JOIN single ON single.owner = thing.object
        LEFT JOIN texts ON texts.owner = thing.object
        CROSS JOIN LATERAL (
            SELECT coalesce(single.said, '{{}}') AS single, coalesce(texts.said, '{{}}') AS texts,
                   coalesce(single.said->>'language', %(language)s) AS language) AS told
        CROSS JOIN LATERAL (SELECT jsonb_strip_nulls({columns}) AS columns) AS shown
        CROSS JOIN LATERAL (
            SELECT CASE WHEN shown.columns = '{{}}' THEN told.texts ELSE told.texts || jsonb_build_object(
                told.language, shown.columns || coalesce(told.texts->told.language, '{{}}')) END AS texts) AS whole
        WHERE thing.run_id = %(run)s AND thing."table" = '{entity}' AND thing.{ALIVE.replace(" AND ", " AND thing.")}
              AND (single.owner IS NOT NULL OR texts.owner IS NOT NULL)
              AND row.run_id = %(run)s AND row.number = thing.number
    """


_ORGANISATIONS = _thing_with_texts(
    "organization",
    "CASE WHEN told.single ? 'language' THEN jsonb_build_object('description', thing.values->'description') "
    "ELSE '{}' END",
    "'{description,alternate_names,legal_form}'::text[]",
)

_SERVICES = _thing_with_texts(
    "service",
    """jsonb_build_object(
        'name', thing.values->'name', 'how_to', thing.values->'how_to', 'eligibility', thing.values->'eligibility',
        'description', nullif(thing.values->'description', told.texts->told.language->'summary'))""",
    "'{name,description,how_to,eligibility}'::text[]",
)


def _thing_by_fields(entity: str, instead: str, texts: str = _BY_FIELD) -> str:
    """SQL that folds singles, and fields that are texts by language, into things."""
    return f"""
        {_said(entity)}{texts}
        UPDATE kernel_importrow AS row
        SET values = row.values - {instead} || coalesce(single.said, '{{}}') - {_OF_ADDRESS}
                     || coalesce(texts.said, '{{}}') || '{{"_exact": true}}'
        FROM kernel_importrow AS thing
        LEFT JOIN single ON single.owner = thing.object
        LEFT JOIN texts ON texts.owner = thing.object
        WHERE thing.run_id = %(run)s AND thing."table" = '{entity}'
              AND (single.owner IS NOT NULL OR texts.owner IS NOT NULL)
              AND row.run_id = %(run)s AND row.number = thing.number AND row.outcome <> 'refused'
    """


_OF_ADDRESS = "'{address,municipality}'::text[]"
_TERM = "'{name,description}'::text[]"

_MUNICIPALITIES = f"""
    {_said("location")}
    UPDATE kernel_importrow AS row
    SET values = row.values - '{{locality,region}}'::text[]
                 || jsonb_build_object('municipality', single.said->'municipality')
    FROM single
    WHERE row.run_id = %(run)s AND row.part = 'location.address' AND row.owner = single.owner
          AND single.said ? 'municipality' AND {ALIVE}
"""

_ADDRESSES = f"""
    {_said("location")}, first AS (
        SELECT DISTINCT ON (owner) owner, number FROM said WHERE field IN ('address', 'municipality')
        ORDER BY owner, number
    )
    UPDATE kernel_importrow AS row
    SET part = 'location.address',
        values = coalesce(single.said->'address', '{{}}')
                 || jsonb_strip_nulls(jsonb_build_object('municipality', single.said->'municipality'))
                 || jsonb_build_object('_link', row.values->'_link')
    FROM first JOIN single ON single.owner = first.owner
    WHERE row.run_id = %(run)s AND row.number = first.number
          AND NOT EXISTS (SELECT FROM kernel_importrow AS address
                          WHERE address.run_id = %(run)s AND address.part = 'location.address'
                                AND address.owner = first.owner AND address.outcome <> 'refused')
"""

_EXTENSIONS = f"""
    UPDATE kernel_importrow AS row SET values = row.values || jsonb_build_object('extension', said.values->'value')
    FROM kernel_importrow AS said
    WHERE row.run_id = %(run)s AND row."table" = 'phone' AND row.outcome <> 'refused' AND row.object = said.owner
          AND said.run_id = %(run)s AND said.part = 'phone.exact' AND said.{ALIVE.replace(" AND ", " AND said.")}
"""

_IN_ITS_THING = note("Preso nella sua scheda.", "Taken into its record.", problem=False)

_FOLDED_AWAY = f"""
    UPDATE kernel_importrow AS row
    SET values = '{{}}', object = NULL, owner = NULL, part = '', outcome = 'unchanged', mended = false,
        notes = row.notes || {_IN_ITS_THING}
    FROM kernel_importrow AS thing
    WHERE row.run_id = %(run)s AND split_part(row.part, '.', 2) = 'exact' AND row.outcome <> 'refused'
          AND thing.run_id = %(run)s AND thing."table" = split_part(row.part, '.', 1) AND thing.object = row.owner
          AND thing.outcome <> 'refused'
"""

_FOLDED = (
    _ORGANISATIONS,
    _SERVICES,
    _thing_by_fields("location", "'{}'::text[]"),
    _thing_by_fields("taxonomy", "'{name}'::text[]"),
    _thing_by_fields("taxonomy_term", _TERM),
    _MUNICIPALITIES,
    _ADDRESSES,
    _EXTENSIONS,
    _FOLDED_AWAY,
)

_LISTS_HERE = f"""
    SELECT 'taxonomy', row.object, there.id FROM kernel_importrow AS row
    JOIN catalogue_taxonomy AS there ON there.slug = row.values->>'_slug'
    WHERE row.run_id = %(run)s AND row."table" = 'taxonomy' AND {ALIVE} AND (%(vouched)s OR there.base)
          AND NOT EXISTS (SELECT FROM catalogue_sourcerecord AS known
                          WHERE known.source_id = %(source)s AND known.entity = 'taxonomy' AND known.key = row.key)
"""

_TERMS_HERE = """
    SELECT 'taxonomy_term', row.object, there.id FROM kernel_importrow AS row
    JOIN kernel_importrow AS list ON list.run_id = %(run)s AND list."table" = 'taxonomy'
         AND list.object = (row.values->>'taxonomy')::uuid AND list.values ? '_matched'
    JOIN catalogue_term AS there ON there.taxonomy_id = list.object AND there.code = row.values->>'code'
    WHERE row.run_id = %(run)s AND row."table" = 'taxonomy_term' AND row.outcome <> 'refused'
          AND row.object IS NOT NULL AND row.values ? '_exact'
          AND NOT EXISTS (SELECT FROM catalogue_sourcerecord AS known
                          WHERE known.source_id = %(source)s AND known.entity = 'taxonomy_term'
                                AND known.key = row.key)
"""

_AGAIN = note("Detto anche per esteso: vale quello.", "Said exactly too: that counts.", problem=False)


def _again(table: str, entity: str, fields: str, same: str = "true") -> str:
    """Set rows of a table aside where the rows called `said` say the same fields exactly."""
    parts = ", ".join(f"'{entity}.{field}'" for field in fields.split())
    return f"""
        UPDATE kernel_importrow AS row
        SET object = NULL, owner = NULL, part = '', outcome = 'unchanged', mended = false,
            notes = row.notes || {_AGAIN}
        FROM (SELECT DISTINCT owner, CASE WHEN {same} THEN NULL ELSE object END AS object FROM kernel_importrow
              WHERE run_id = %(run)s AND "table" = 'exact' AND part IN ({parts}) AND {ALIVE}) AS said
        WHERE row.run_id = %(run)s AND row."table" = '{table}' AND starts_with(row.part, '{entity}.')
              AND row.outcome <> 'refused' AND row.owner = said.owner
              AND (said.object IS NULL OR said.object = row.object)
    """


_WITHOUT_SITE = note("La sede non c'è: senza.", "The site is not there: without.", problem=False, field="site")


def _without(name: str, rows: str, entity: str) -> str:
    """Take links away that lead nowhere, from rows for which a condition holds."""
    return f"""
        UPDATE kernel_importrow AS row
        SET values = values - '{name}', mended = true, notes = notes || {_WITHOUT_SITE}
        WHERE run_id = %(run)s AND {ALIVE} AND {rows} AND values ? '{name}'
              AND NOT EXISTS (SELECT FROM kernel_importrow AS there
                              WHERE there.run_id = %(run)s AND there."table" = '{entity}'
                                    AND there.object = (row.values->>'{name}')::uuid AND there.outcome <> 'refused')
              AND NOT EXISTS (SELECT FROM catalogue_sourcerecord AS known
                              WHERE known.source_id = %(source)s AND known.entity = '{entity}'
                                    AND known.object = (row.values->>'{name}')::uuid)
    """


_SET_ASIDE = (
    _again("schedule", "service", "openings activities"),
    _again("cost_option", "service", "costs"),
    _again("required_document", "service", "documents"),
    _again("service_area", "service", "areas", same="false"),
    _again("accessibility", "location", "accessibility"),
    _without("site", """"table" = 'exact' AND part IN ('service.openings', 'service.activities')""", "location"),
    _without("unit", "\"table\" = 'location'", "program"),
    _without("reference_service", "\"table\" = 'service'", "service"),
)
