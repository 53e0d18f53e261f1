from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_several_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="tables",
            field=models.JSONField(default=dict, help_text="Counts by table, then by outcome or `mended`."),
        ),
        migrations.AddField("importrun", "restored", models.PositiveIntegerField(default=0)),
        migrations.AddField("importrun", "removed", models.PositiveIntegerField(default=0)),
        migrations.AddField("importrun", "left", models.PositiveIntegerField(default=0)),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["run", "number"], condition=Q(mended=True), name="import_row_mended"),
        ),
    ]
