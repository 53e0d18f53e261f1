from django.db import migrations


class Migration(migrations.Migration):
    """Whether groups take people in is part of the search now: every service is indexed anew, by the nightly job."""

    dependencies = [("catalogue", "0016_only_asked")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO catalogue_searchwaiting (service) SELECT id FROM catalogue_service ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        )
    ]
