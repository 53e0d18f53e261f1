"""The tables of the room."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import intreccio.kernel.ids
import intreccio.kernel.text


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kernel", "0002_extensions_refusals_cache")]

    operations = [
        migrations.CreateModel(
            name="Layer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=intreccio.kernel.ids.public_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", intreccio.kernel.text.TranslatedField(default=intreccio.kernel.text.Translated)),
                ("unit", intreccio.kernel.text.TranslatedField(default=intreccio.kernel.text.Translated)),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Zone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=intreccio.kernel.ids.public_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=intreccio.kernel.ids.public_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("istat_code", models.CharField(max_length=20, unique=True)),
                ("cadastral_code", models.CharField(blank=True, max_length=4)),
                ("name", models.CharField(max_length=120)),
                ("other_name", models.CharField(blank=True, max_length=120)),
                ("search_text", models.TextField()),
                ("province_code", models.CharField(db_index=True, max_length=3)),
                ("province_short", models.CharField(max_length=2)),
                ("province", models.CharField(max_length=60)),
                ("region_code", models.CharField(db_index=True, max_length=2)),
                ("region", models.CharField(max_length=60)),
                ("boundary", models.JSONField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("population", models.PositiveIntegerField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="territory.area",
                    ),
                ),
            ],
            options={
                "ordering": ["istat_code"],
            },
        ),
        migrations.CreateModel(
            name="LayerValue",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "layer_id",
                        "year",
                        "area_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.FloatField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="layer_values",
                        to="territory.area",
                    ),
                ),
                (
                    "layer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="territory.layer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "area_id",
                        "year",
                        "sex",
                        "age_from",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sex", models.CharField(max_length=1)),
                ("age_from", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="residents",
                        to="territory.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Territory",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=intreccio.kernel.ids.public_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("timezone", models.CharField(default="Europe/Rome", max_length=40)),
                ("areas", models.ManyToManyField(related_name="territories", to="territory.area")),
            ],
            options={
                "ordering": ["name"],
                "verbose_name_plural": "territories",
            },
        ),
        migrations.CreateModel(
            name="Zoning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=intreccio.kernel.ids.public_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slug", models.SlugField(max_length=120)),
                ("name", intreccio.kernel.text.TranslatedField(default=intreccio.kernel.text.Translated)),
                ("kind", models.CharField(max_length=20)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zonings",
                        to="territory.territory",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="ZoneArea",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "zoning_id", "area_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="territory.area",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="territory.zone",
                    ),
                ),
                (
                    "zoning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="territory.zoning",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="zone",
            name="zoning",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="zones", to="territory.zoning"
            ),
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(
                    models.Func("east", "north", function="point"),
                    models.Func("west", "south", function="point"),
                    function="box",
                ),
                name="area_extent",
            ),
        ),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="area_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["municipality", "section"])), name="area_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("istat_code__regex", "^\\d{6}$"), ("kind", "municipality")),
                    models.Q(("istat_code__regex", "^\\d{6}.+$"), ("kind", "section")),
                    _connector="OR",
                ),
                name="area_istat_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "municipality"), ("parent", None)),
                    models.Q(("kind", "section"), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="area_section_has_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lat__range", (models.F("south"), models.F("north"))),
                    ("lon__range", (models.F("west"), models.F("east"))),
                ),
                name="area_point_in_extent",
            ),
        ),
        migrations.AddConstraint(
            model_name="population",
            constraint=models.CheckConstraint(condition=models.Q(("sex__in", ["F", "M"])), name="population_sex"),
        ),
        migrations.AddConstraint(
            model_name="population",
            constraint=models.CheckConstraint(condition=models.Q(("age_from__lte", 100)), name="population_age"),
        ),
        migrations.AddConstraint(
            model_name="zoning",
            constraint=models.UniqueConstraint(fields=("territory", "slug"), name="zoning_unique_slug"),
        ),
        migrations.AddConstraint(
            model_name="zoning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "municipality",
                            "province",
                            "region",
                            "ambito",
                            "distretto",
                            "health-authority",
                            "inner-area",
                            "other",
                        ],
                    )
                ),
                name="zoning_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.UniqueConstraint(fields=("zoning", "code"), name="zone_unique_code"),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.UniqueConstraint(fields=("id", "zoning"), name="zone_with_zoning"),
        ),
    ]
