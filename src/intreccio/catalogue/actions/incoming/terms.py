"""Lists of terms and their terms, written by the set."""

from intreccio.catalogue.shipped import base_taxonomies
from intreccio.kernel.imports.changing import NEW, Columns
from intreccio.kernel.imports.staged import ALIVE, Parameters, execute


def take(parameters: Parameters) -> None:
    """Add and change lists and terms; terms of no list get one named after the source."""
    names = {**parameters, "shipped": [taxonomy.slug for taxonomy in base_taxonomies()]}
    for columns in COLUMNS:
        execute(columns.save(), parameters)
        execute(columns.write(), parameters)
    for statement in (_NEW_LISTS, _UNNAMED_LISTS, _NEW_TERMS):
        execute(statement, names)


COLUMNS = (
    Columns("taxonomy", "catalogue_taxonomy", {"name": ("name", "row.values->'name'")}, always=""),
    Columns(
        "taxonomy_term",
        "catalogue_term",
        {
            "taxonomy_id": ("taxonomy", "(row.values->>'taxonomy')::uuid"),
            "parent_id": ("parent", "(row.values->>'parent')::uuid"),
            "code": ("code", "coalesce(row.values->>'code', left(row.key, 100))"),
            "name": ("name", "row.values->'name'"),
            "description": ("description", "coalesce(row.values->'description', '{}')"),
            "synonyms": ("synonyms", "coalesce(row.values->'synonyms', '{}')"),
            "icon": ("icon", "coalesce(row.values->>'icon', '')"),
            "place": ("place", "coalesce((row.values->>'place')::smallint, 0)"),
            "withdrawn": ("withdrawn", "row.values ? 'withdrawn'"),
        },
        always="",
    ),
)

_SLUG = "left(%(slug)s, 40) || '-' || left(replace({id}::text, '-', ''), 12)"

_FREE = """CASE WHEN NOT EXISTS (SELECT FROM catalogue_taxonomy AS taken WHERE taken.slug = row.values->>'_slug')
             AND NOT EXISTS (
                 SELECT FROM kernel_importrow AS same
                 WHERE same.run_id = %(run)s AND same."table" = 'taxonomy' AND same.number < row.number
                       AND same.outcome <> 'refused' AND same.values->>'_slug' = row.values->>'_slug')
             THEN row.values->>'_slug' END"""

_NEW_LISTS = f"""
    INSERT INTO catalogue_taxonomy (id, slug, name, base)
    SELECT row.object, coalesce({_FREE}, {_SLUG.format(id="row.object")}), row.values->'name',
           coalesce({_FREE} = ANY(%(shipped)s) AND row.values ? '_base', false)
    FROM kernel_importrow AS row WHERE {NEW} AND row."table" = 'taxonomy'
"""

_UNNAMED_LISTS = f"""
    INSERT INTO catalogue_taxonomy (id, slug, name, base)
    SELECT said.id, {_SLUG.format(id="said.id")},
           jsonb_build_object(%(language)s::text, coalesce(nullif(said.name, ''), %(name)s)), false
    FROM (
        SELECT (values->>'taxonomy')::uuid AS id, max(values->>'_list') AS name FROM kernel_importrow
        WHERE run_id = %(run)s AND "table" = 'taxonomy_term' AND {ALIVE} AND outcome IN ('new', 'changed')
              AND NOT values ? '_ours'
        GROUP BY 1
    ) AS said
    WHERE NOT EXISTS (SELECT FROM catalogue_taxonomy AS there WHERE there.id = said.id)
"""

_CODE = """CASE WHEN row_number() OVER (PARTITION BY row.values->>'taxonomy', row.values->>'code' ORDER BY row.number) > 1
                     OR NOT row.values ? 'code' THEN left(row.key, 100) ELSE row.values->>'code' END"""

_NEW_TERMS = f"""
    INSERT INTO catalogue_term (
        id, taxonomy_id, parent_id, code, name, description, synonyms, icon, place, withdrawn)
    SELECT row.object, (row.values->>'taxonomy')::uuid, (row.values->>'parent')::uuid, {_CODE},
           row.values->'name', coalesce(row.values->'description', '{{}}'), coalesce(row.values->'synonyms', '{{}}'),
           coalesce(row.values->>'icon', ''),
           CASE WHEN row.values ? '_exact' THEN coalesce((row.values->>'place')::int, 0)
                ELSE least(row_number() OVER (ORDER BY row.number), 32767) END,
           row.values ? 'withdrawn'
    FROM kernel_importrow AS row WHERE {NEW} AND row."table" = 'taxonomy_term'
"""
