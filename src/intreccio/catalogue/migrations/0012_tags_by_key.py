"""Cards of the search name their tags by the terms' keys, so that each reader finds them in their language."""

from django.db import migrations

BY_KEY = """
    UPDATE catalogue_searchcard SET card = jsonb_set(card, '{tags}', coalesce((
        SELECT jsonb_agg(taxonomy.slug || ':' || term.code ORDER BY tag.place)
        FROM jsonb_array_elements(card->'tags') WITH ORDINALITY AS tag(name, place)
        JOIN catalogue_term AS term ON term.name = tag.name
        JOIN catalogue_taxonomy AS taxonomy ON taxonomy.id = term.taxonomy_id), '[]'))
    WHERE jsonb_typeof(card->'tags'->0) = 'object'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_renderings"),
    ]

    operations = [
        migrations.RunSQL(BY_KEY, migrations.RunSQL.noop),
    ]
