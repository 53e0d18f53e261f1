"""Areas belong to the installation once; a territory is a set of them, and zonings group them its own way."""

from enum import StrEnum
from typing import Any

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Func

from intreccio.kernel.models import PublicModel
from intreccio.kernel.text import TranslatedField
from intreccio.territory.rules import AreaKind, Sex, ZoningKind, official_name


def box(east: Any, north: Any, west: Any, south: Any) -> Func:
    """PostgreSQL's `box` of two corners (points are longitude, latitude)."""
    return Func(Func(east, north, function="point"), Func(west, south, function="point"), function="box")


def values(kinds: type[StrEnum]) -> list[str]:
    """The plain values, so that migrations do not import the enum."""
    return [kind.value for kind in kinds]


class Area(PublicModel):
    """A municipality or a part of one, as of the year of its source. Degrees are WGS84.

    `boundary` holds GeoJSON `coordinates` of a MultiPolygon. `lat` and `lon` are of a point inside.
    `population` is empty where it is unknown.
    """

    kind = models.CharField(max_length=12)
    istat_code = models.CharField(max_length=20, unique=True)
    cadastral_code = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=120)
    other_name = models.CharField(max_length=120, blank=True)
    search_text = models.TextField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="sections")
    province_code = models.CharField(max_length=3, db_index=True)
    province_short = models.CharField(max_length=2)
    province = models.CharField(max_length=60)
    region_code = models.CharField(max_length=2, db_index=True)
    region = models.CharField(max_length=60)
    boundary = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    lat = models.FloatField()
    lon = models.FloatField()
    population = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["istat_code"]
        indexes = [
            GistIndex(box("east", "north", "west", "south"), name="area_extent"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="area_search"),
        ]
        constraints = [
            models.CheckConstraint(name="area_kind", condition=Q(kind__in=values(AreaKind))),
            models.CheckConstraint(
                name="area_istat_code",
                condition=Q(kind=AreaKind.MUNICIPALITY.value, istat_code__regex=r"^\d{6}$")
                | Q(kind=AreaKind.SECTION.value, istat_code__regex=r"^\d{6}.+$"),
            ),
            models.CheckConstraint(
                name="area_section_has_parent",
                condition=Q(kind=AreaKind.MUNICIPALITY.value, parent=None)
                | Q(kind=AreaKind.SECTION.value, parent__isnull=False),
            ),
            models.CheckConstraint(
                name="area_point_in_extent",
                condition=Q(lat__range=(F("south"), F("north")), lon__range=(F("west"), F("east"))),
            ),
        ]

    def __str__(self) -> str:
        return official_name(self.name, self.other_name)


class Population(models.Model):
    """Residents of an area on 1 January of a year, by sex, from `age_from` to the next band."""

    pk = models.CompositePrimaryKey("area_id", "year", "sex", "age_from")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="residents")
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=1)
    age_from = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="population_sex", condition=Q(sex__in=values(Sex))),
            models.CheckConstraint(name="population_age", condition=Q(age_from__lte=100)),
        ]


class Territory(PublicModel):
    """Where a network works: `areas` are municipalities. One installation may serve several."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    timezone = models.CharField(max_length=40, default="Europe/Rome")
    areas = models.ManyToManyField(Area, related_name="territories")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "territories"

    def __str__(self) -> str:
        return self.name


class Zoning(PublicModel):
    """One way of grouping a territory's municipalities. Zonings do not nest."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="zonings")
    slug = models.SlugField(max_length=120)
    name = TranslatedField()
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "slug"], name="zoning_unique_slug"),
            models.CheckConstraint(name="zoning_kind", condition=Q(kind__in=values(ZoningKind))),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Zone(PublicModel):
    """One group of a zoning."""

    zoning = models.ForeignKey(Zoning, on_delete=models.CASCADE, related_name="zones")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["zoning", "code"], name="zone_unique_code"),
            models.UniqueConstraint(fields=["id", "zoning"], name="zone_with_zoning"),
        ]

    def __str__(self) -> str:
        return self.name


class ZoneArea(models.Model):
    """That an area lies in a zone; in each zoning in one at most.

    `zoning` repeats the zone's, so that the database can hold to that; the migration adds a foreign
    key over both columns.
    """

    pk = models.CompositePrimaryKey("zoning_id", "area_id")
    zoning = models.ForeignKey(Zoning, on_delete=models.CASCADE, related_name="memberships")
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="memberships")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="memberships")


class Layer(PublicModel):
    """Any measure by area: need, deprivation, fragility. It names its source."""

    slug = models.SlugField(max_length=120, unique=True)
    name = TranslatedField()
    unit = TranslatedField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class LayerValue(models.Model):
    """A layer's value in an area in a year."""

    pk = models.CompositePrimaryKey("layer_id", "year", "area_id")
    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="values")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="layer_values")
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()
