"""Bodies of every kind, the places where they are, and who acts for them."""

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import BooleanField, Case, F, Q, Value, When

from intreccio.accounts.models import User
from intreccio.actors.rules.coordinates import Coordinates
from intreccio.actors.rules.details import FIRST_YEAR, Address
from intreccio.actors.rules.kinds import (
    PUBLIC_KINDS,
    AddressVisibility,
    AffiliationKind,
    OrganisationKind,
    ParentTie,
    RuntsSection,
    SiteKind,
    TextOrigin,
)
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.models import MergeableModel, PublicModel
from intreccio.territory.models import Area

OWN = "own"
"""The source of a record that somebody of the network wrote or corrected: imports leave it be."""


def among(field: str, values: type[StrEnum]) -> Q:
    """That `field` holds one of `values`."""
    return Q(**{f"{field}__in": [value.value for value in values]})


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations, and which of them to look at."""

    def current(self) -> "OrganisationQuerySet":
        """Without those merged into another."""
        return self.filter(merged_into=None)

    def public(self) -> "OrganisationQuerySet":
        """Those that everybody may see."""
        return self.current().filter(verification__in=[state.value for state in PUBLICLY_SEEN])


class Organisation(MergeableModel):
    """A body of any kind, from a health authority to a knitting group.

    Official numbers are unique where they are known. `source` is who the record comes from: a register, or
    "own". One that is `merged_into` another stays, so that what points to it still does.
    """

    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=80, blank=True)
    alternate_names = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    search_text = models.TextField(editable=False)
    kind = models.CharField(max_length=30)
    is_public = models.GeneratedField(
        expression=Case(
            When(kind__in=[kind.value for kind in PUBLIC_KINDS], then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        output_field=BooleanField(),
        db_persist=True,
    )
    legal_form = models.CharField(max_length=40, blank=True)
    runts_section = models.CharField(max_length=1, null=True)
    runts_number = models.CharField(max_length=20, null=True)
    ipa_code = models.CharField(max_length=20, null=True)
    tax_code = models.CharField(max_length=16, null=True)
    vat_number = models.CharField(max_length=11, null=True)
    website = models.URLField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164, or a short number.")
    founded = models.PositiveSmallIntegerField(null=True, help_text="Year.")
    municipality = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    parent_tie = models.CharField(max_length=10, null=True)
    verification = models.CharField(max_length=10, default=Verification.PROPOSED.value)
    source = models.CharField(max_length=60, default=OWN)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="organisation_search"),
            # What everybody may see is counted and paged by an index alone.
            models.Index(
                fields=["id"],
                condition=Q(merged_into=None, verification__in=sorted(state.value for state in PUBLICLY_SEEN)),
                name="organisation_seen",
            ),
        ]
        constraints = [
            *MergeableModel.Meta.constraints,
            models.UniqueConstraint(fields=["tax_code"], name="organisation_tax_code_once"),
            models.UniqueConstraint(fields=["runts_number"], name="organisation_runts_number_once"),
            models.UniqueConstraint(fields=["ipa_code"], name="organisation_ipa_code_once"),
            models.CheckConstraint(name="organisation_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="organisation_kind", condition=among("kind", OrganisationKind)),
            models.CheckConstraint(
                name="organisation_verification", condition=among("verification", Verification)
            ),
            models.CheckConstraint(
                name="organisation_runts_section",
                condition=Q(runts_section=None) | among("runts_section", RuntsSection),
            ),
            models.CheckConstraint(
                name="organisation_tax_code_form",
                condition=Q(tax_code=None) | Q(tax_code__regex=r"^(\d{11}|[A-Z]{6}[0-9A-Z]{9}[A-Z])$"),
            ),
            models.CheckConstraint(
                name="organisation_vat_number_form",
                condition=Q(vat_number=None) | Q(vat_number__regex=r"^\d{11}$"),
            ),
            models.CheckConstraint(
                name="organisation_phone_form", condition=Q(phone="") | Q(phone__regex=r"^\+?\d{3,15}$")
            ),
            models.CheckConstraint(
                name="organisation_founded", condition=Q(founded=None) | Q(founded__range=(FIRST_YEAR, 2200))
            ),
            models.CheckConstraint(
                name="organisation_parent_with_tie",
                condition=Q(parent=None, parent_tie=None)
                | (Q(parent__isnull=False) & among("parent_tie", ParentTie)),
            ),
            models.CheckConstraint(name="organisation_not_its_parent", condition=~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationText(models.Model):
    """What an organisation is, in one language."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    description = models.TextField()
    origin = models.CharField(max_length=12)
    reviewed = models.BooleanField(default=False, help_text="Somebody who knows the language has read it.")

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language"], name="organisation_text_once"),
            models.CheckConstraint(name="organisation_text_origin", condition=among("origin", TextOrigin)),
        ]


class Affiliation(models.Model):
    """That an organisation belongs to another beside its parent, from a day on, perhaps to another."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    umbrella = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliates")
    kind = models.CharField(max_length=12)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "umbrella", "kind"], name="affiliation_once"),
            models.CheckConstraint(name="affiliation_kind", condition=among("kind", AffiliationKind)),
            models.CheckConstraint(name="affiliation_with_another", condition=~Q(umbrella=F("organisation"))),
            models.CheckConstraint(
                name="affiliation_ends_after_it_begins",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
        ]


class Unit(PublicModel):
    """A part of an organisation that people know by its own name: a parish's listening centre."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once"),
            models.CheckConstraint(name="unit_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class CurrentSites(models.Manager["Site"]):
    """Places without those merged into another: nobody goes there by that name any more."""

    def get_queryset(self) -> models.QuerySet["Site"]:
        return super().get_queryset().filter(merged_into=None)


class Site(MergeableModel):
    """A place. Its address stands here only where everybody may know it, else in `SitePrivateAddress`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, related_name="sites")
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164, or a short number.")
    municipality = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    accessibility = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    visibility = models.CharField(max_length=20)
    street = models.CharField(max_length=200, null=True)
    extra = models.CharField(max_length=200, null=True, help_text="Staircase, floor, in the care of.")
    postcode = models.CharField(max_length=10, null=True)
    locality = models.CharField(max_length=120, null=True, help_text="The town, where no municipality says it.")
    region = models.CharField(max_length=120, null=True, help_text="Province, state or county, likewise.")
    country = models.CharField(max_length=2, null=True, help_text="ISO 3166; none is Italy.")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    objects = CurrentSites()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["postcode"], name="site_postcode"),
            # The few that no list names are found without passing all others.
            models.Index(
                fields=["id"],
                condition=~Q(visibility=AddressVisibility.PUBLIC.value) | Q(merged_into__isnull=False),
                name="site_not_named",
            ),
        ]
        constraints = [
            *MergeableModel.Meta.constraints,
            models.CheckConstraint(name="site_kind", condition=among("kind", SiteKind)),
            models.CheckConstraint(name="site_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="site_visibility", condition=among("visibility", AddressVisibility)),
            models.CheckConstraint(
                name="site_address_only_if_public",
                condition=Q(visibility=AddressVisibility.PUBLIC.value)
                | Q(
                    street=None,
                    extra=None,
                    postcode=None,
                    locality=None,
                    region=None,
                    country=None,
                    lat=None,
                    lon=None,
                ),
            ),
            models.CheckConstraint(
                name="site_point_on_earth",
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="site_postcode_form",
                condition=Q(postcode=None) | Q(postcode__regex=r"^[0-9A-Z][0-9A-Z -]{1,9}$"),
            ),
            models.CheckConstraint(
                name="site_country_form", condition=Q(country=None) | Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="site_phone_form", condition=Q(phone="") | Q(phone__regex=r"^\+?\d{3,15}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def shown_address(self) -> Address:
        """Where it is, as far as everybody may know."""
        coordinates = None if self.lat is None or self.lon is None else Coordinates(self.lat, self.lon)
        words = ("street", "extra", "postcode", "locality", "region", "country")
        return Address(**{name: getattr(self, name) or "" for name in words}, coordinates=coordinates)


class SitePrivateAddress(models.Model):
    """The address of a place that is not for everybody. Read through `access.private_address` only."""

    identifying = True

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="+")
    street = EncryptedTextField(null=True)
    extra = EncryptedTextField(null=True)
    postcode = EncryptedTextField(null=True)
    locality = EncryptedTextField(null=True)
    region = EncryptedTextField(null=True)
    country = EncryptedTextField(null=True)
    coordinates = EncryptedTextField(null=True, help_text="Latitude, a comma, longitude.")
    notes = EncryptedTextField(null=True)

    def address(self) -> Address:
        """The address, decrypted."""
        lat, _, lon = str(self.coordinates or "").partition(",")
        return Address(
            street=str(self.street or ""),
            extra=str(self.extra or ""),
            postcode=str(self.postcode or ""),
            locality=str(self.locality or ""),
            region=str(self.region or ""),
            country=str(self.country or ""),
            coordinates=Coordinates(float(lat), float(lon)) if lat else None,
            notes=str(self.notes or ""),
        )


class Member(PublicModel):
    """That a user acts for an organisation in a role, until the membership ends."""

    identifying = True

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=40, help_text="Slug of a role of the kernel.")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(until=None), name="member_once"
            ),
            models.CheckConstraint(
                name="member_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        ]
