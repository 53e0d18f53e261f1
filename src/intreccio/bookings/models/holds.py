"""Places in sessions, whether they who held them came, and those who just came."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation
from intreccio.actors.models.organisations import among
from intreccio.bookings.models.bookings import Booking
from intreccio.bookings.policies import OF_HOLD
from intreccio.bookings.rules.holding import STANDING, Came, HoldState
from intreccio.catalogue.models import Session
from intreccio.kernel.ids import secret_id


class Hold(models.Model):
    """A place in a session, held or waited for. A trigger counts it in the session, which is never overfull."""

    policies = OF_HOLD

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.DO_NOTHING, related_name="holds", db_constraint=False)
    session = models.ForeignKey(Session, on_delete=models.DO_NOTHING, related_name="holds", db_constraint=False)
    holder = models.UUIDField(null=True)
    places = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True)
    reminded = models.BooleanField(default=False)
    came = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["session", "state"], name="hold_in_session"),
            models.Index(
                fields=["offered_until"], condition=Q(state=HoldState.OFFERED.value), name="hold_offered"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["session", "booking"], name="hold_once"),
            models.UniqueConstraint(
                fields=["session", "holder"],
                condition=Q(holder__isnull=False, state__in=sorted(STANDING)),
                name="hold_once_for_one",
            ),
            models.CheckConstraint(name="hold_state", condition=among("state", HoldState)),
            models.CheckConstraint(name="hold_came", condition=among("came", Came)),
            models.CheckConstraint(
                name="hold_offered_until",
                condition=Q(state=HoldState.OFFERED.value, offered_until__isnull=False)
                | ~Q(state=HoldState.OFFERED.value),
            ),
        ]


class WalkIns(models.Model):
    """People who came without a place, counted and not named. Each sheet that was sent counts once, by its `id`."""

    append_only = True

    id = models.UUIDField(primary_key=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.DO_NOTHING, related_name="walk_ins", db_constraint=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    count = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        verbose_name_plural = "walk-ins"
        constraints = [
            models.CheckConstraint(
                name="walk_ins_count", condition=Q(count__gte=-200, count__lte=200) & ~Q(count=0)
            )
        ]
