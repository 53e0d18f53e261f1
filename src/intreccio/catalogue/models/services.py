"""Services: what an organisation offers, to whom, how to get in, at what cost."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from intreccio.actors.models import Organisation, Site, Unit
from intreccio.catalogue.models.sources import Source
from intreccio.catalogue.models.taxonomies import Term
from intreccio.catalogue.rules.listing import Freshness, ListingState
from intreccio.kernel.models import MergeableModel, PublicModel
from intreccio.kernel.text import TranslatedField
from intreccio.territory.models import Area, Territory, Zone

OLDEST_AGE = 130


class Service(MergeableModel):
    """A service or a benefit (*misura*) in the catalogue: one listing.

    It is published, then withdrawn; beside that its freshness runs from fresh to due, stale and hidden.
    A quick listing has a moment at which it expires by itself. Ages are in whole years, both included.
    `changed_at` is when what everybody may read of it last changed, its confirmation and its hiding included.
    """

    class Kind(models.TextChoices):
        SERVICE = "service"
        BENEFIT = "benefit"

    class Reference(models.TextChoices):
        LEA = "lea", "LEA"
        LEPS = "leps", "LEPS"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SERVICE)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ListingState])
    state_reason = models.CharField(max_length=300, blank=True)
    freshness = models.CharField(max_length=8, choices=[(f.value, f.value) for f in Freshness])
    confirmed_on = models.DateField()
    review_months = models.PositiveSmallIntegerField(default=6)
    expires_at = models.DateTimeField(null=True, blank=True)

    terms = models.ManyToManyField(Term, related_name="services", blank=True)
    sites = models.ManyToManyField(Site, through="ServiceAtSite", related_name="services")
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)

    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    url = models.URLField(blank=True)

    reference_service = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="referred_to_by"
    )
    reference_kind = models.CharField(max_length=4, choices=Reference, blank=True)
    reference_text = TranslatedField(blank=True, help_text="The entitlement behind it, in words.")

    quality = models.PositiveSmallIntegerField(default=0, help_text="0 to 100, see rules.quality.")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, blank=True)
    source_key = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            # The few that ended or are hidden, which other directories ask after.
            models.Index(
                fields=["changed_at", "id"],
                condition=Q(state=ListingState.WITHDRAWN.value) | Q(freshness=Freshness.HIDDEN.value),
                name="service_ended",
            ),
        ]
        constraints = [
            *MergeableModel.Meta.constraints,
            models.CheckConstraint(
                name="service_merged_is_not_published",
                condition=Q(merged_into=None) | ~Q(state=ListingState.PUBLISHED.value),
            ),
            models.CheckConstraint(
                name="service_ages",
                condition=(Q(min_age=None) | Q(min_age__lte=OLDEST_AGE))
                & (Q(max_age=None) | Q(max_age__lte=OLDEST_AGE))
                & (Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age"))),
            ),
            models.CheckConstraint(name="service_review_months", condition=Q(review_months__range=(1, 12))),
            models.CheckConstraint(name="service_quality", condition=Q(quality__lte=100)),
            models.CheckConstraint(
                name="service_withdrawn_has_reason",
                condition=~Q(state=ListingState.WITHDRAWN.value) | ~Q(state_reason=""),
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=~Q(source_key=""),
                name="service_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ServiceText(models.Model):
    """What a service says of itself in one language."""

    class Origin(models.TextChoices):
        PERSON = "person"
        MACHINE = "machine"
        IMPORT = "import"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    how_to = models.TextField(blank=True, help_text="How to get in.")
    eligibility = models.TextField(blank=True, help_text="Who it is for, where terms do not say it all.")
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PERSON)
    reviewed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "language"], name="service_text_once"),
            models.CheckConstraint(name="service_text_named", condition=~Q(name="")),
        ]


class ServiceAtSite(PublicModel):
    """That a service is held at a site."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_sites")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="at_services")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "site"], name="service_at_site_once")]


class ServiceArea(models.Model):
    """Where people must live, or are reached: a whole territory, a zone or one municipality."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, null=True, blank=True)
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_area_is_one_thing",
                condition=Q(territory__isnull=False, zone=None, area=None)
                | Q(territory=None, zone__isnull=False, area=None)
                | Q(territory=None, zone=None, area__isnull=False),
            ),
        ]


class CostOption(models.Model):
    """One price: free, an amount, a free contribution, or a yearly membership. Cents of a currency.

    `isee_up_to` (cents) limits it to people whose household indicator is at most that; nobody's indicator
    is ever stored.
    """

    class Kind(models.TextChoices):
        FREE = "free"
        AMOUNT = "amount"
        CONTRIBUTION = "contribution"
        MEMBERSHIP = "membership"

    class Per(models.TextChoices):
        MEETING = "meeting"
        MONTH = "month"
        YEAR = "year"
        COURSE = "course"
        ONCE = "once"
        HOUR = "hour"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(max_length=12, choices=Kind)
    cents = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    per = models.CharField(max_length=10, choices=Per, blank=True)
    isee_up_to = models.PositiveIntegerField(null=True, blank=True, help_text="In cents.")
    note = TranslatedField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="cost_amount",
                condition=Q(kind="free", cents=None)
                | Q(kind__in=["amount", "membership"], cents__gt=0)
                | Q(kind="contribution"),
            ),
        ]


class RequiredDocument(models.Model):
    """A paper to bring."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="documents")
    name = TranslatedField()
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]


class Benefit(models.Model):
    """What a benefit gives, to whom, from when to when. Completes a service of kind benefit."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, primary_key=True, related_name="benefit")
    amount = TranslatedField(blank=True)
    isee_up_to = models.PositiveIntegerField(null=True, blank=True, help_text="In cents.")
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    where_to_apply = TranslatedField(blank=True)
    incompatible = TranslatedField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="benefit_window",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
            ),
        ]
