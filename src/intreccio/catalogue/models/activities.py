"""Activities: the groups and courses of a service; and their dated sessions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from intreccio.actors.models import Site
from intreccio.catalogue.models.services import Service
from intreccio.kernel.models import PublicModel, VersionedModel


class Activity(VersionedModel):
    """A group that meets or a course that runs, at one site or in a place told at enrolment."""

    class Enrolment(models.TextChoices):
        OPEN = "open"
        WAITING_LIST = "waiting-list"
        WALK_IN = "walk-in"
        CLOSED = "closed"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="activities")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    enrolment = models.CharField(max_length=12, choices=Enrolment, default=Enrolment.OPEN)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="activity_capacity", condition=Q(capacity=None) | Q(capacity__gt=0)),
        ]


class ActivityText(models.Model):
    """An activity's name and description in one language."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "language"], name="activity_text_once"),
            models.CheckConstraint(name="activity_text_named", condition=~Q(name="")),
        ]


class Session(PublicModel):
    """One dated meeting of an activity. Holding places in it belongs to `bookings`, which keeps the two counts:

    `taken` places, never more than `capacity`, and `waiting` for one.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    cancelled = models.BooleanField(default=False)
    cancelled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["activity", "starts_at"], name="session_of_activity")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "starts_at"], name="session_once"),
            models.CheckConstraint(name="session_ends_later", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="session_cancelled_has_reason",
                condition=Q(cancelled=False) | ~Q(cancelled_reason=""),
            ),
            models.CheckConstraint(
                name="session_never_overfull", condition=Q(capacity=None) | Q(taken__lte=F("capacity"))
            ),
        ]

    @property
    def free(self) -> int | None:
        """Places that nobody has; None where they are not counted."""
        return None if self.capacity is None else self.capacity - self.taken
