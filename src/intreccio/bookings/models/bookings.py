"""Bookings (*prenotazioni*, *iscrizioni*): that somebody comes to a group, once or whenever it meets."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation
from intreccio.actors.models.organisations import among
from intreccio.bookings.policies import OF_BOOKING
from intreccio.bookings.rules.holding import MOST_PLACES, HolderKind, Reach
from intreccio.catalogue.models import Activity
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel


class Booking(VersionedModel):
    """That somebody comes. `holder` is opaque: the pseudonym of a person, a user, or nobody in particular.

    `every_time`: they are enrolled and have a place in each session as it is planned, until `ended_at`. `because`: what
    it came of, such as a referral. `called` and `address` are what they wanted to be called and told by; both are
    erased some time after the last session.
    """

    identifying = True
    policies = OF_BOOKING

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    holder = models.UUIDField(null=True)
    because = models.UUIDField(null=True)
    places = models.PositiveSmallIntegerField(default=1)
    every_time = models.BooleanField(default=False)
    called = EncryptedTextField(null=True)
    reach = models.CharField(max_length=10)
    address = EncryptedTextField(null=True)
    language = models.CharField(max_length=10)
    code = models.CharField(max_length=6)
    by_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    by_user = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(fields=["holder"], condition=Q(holder__isnull=False), name="booking_of_holder"),
            models.Index(fields=["because"], condition=Q(because__isnull=False), name="booking_because"),
            models.Index(
                fields=["activity"], condition=Q(every_time=True, ended_at=None), name="booking_enrolled"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["activity", "code"], name="booking_code_once"),
            models.CheckConstraint(name="booking_kind", condition=among("kind", HolderKind)),
            models.CheckConstraint(name="booking_reach", condition=among("reach", Reach)),
            models.CheckConstraint(name="booking_places", condition=Q(places__gte=1) & Q(places__lte=MOST_PLACES)),
            models.CheckConstraint(
                name="booking_holder_of_its_kind",
                condition=Q(kind=HolderKind.PEOPLE.value, holder=None) | ~Q(kind=HolderKind.PEOPLE.value),
            ),
        ]
