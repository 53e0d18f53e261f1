"""Schedules: when a service is open or an activity meets, one recurrence rule a row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from intreccio.actors.models import Site
from intreccio.catalogue.models.activities import Activity
from intreccio.catalogue.models.services import Service
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.kernel.models import PublicModel


class Schedule(PublicModel):
    """A `Timing` of a service (at one of its sites, or at all) or of an activity. Local times."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules")
    place = models.PositiveSmallIntegerField(default=0)

    rule = models.CharField(max_length=300, blank=True, help_text="RFC 5545 RRULE; empty for a single day.")
    starts_on = models.DateField(null=True, blank=True, help_text="The date of DTSTART.")
    opens_at = models.TimeField()
    closes_at = models.TimeField(help_text="Not after opens_at: on the following day.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    on_holidays = models.CharField(max_length=10, choices=[(p.value, p.value) for p in HolidayPolicy])
    except_dates = ArrayField(models.DateField(), default=list, blank=True)
    extra_dates = ArrayField(models.DateField(), default=list, blank=True)
    closed_seasons = ArrayField(models.CharField(max_length=11), default=list, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                name="schedule_of_one_thing",
                condition=Q(service__isnull=False, activity=None)
                | Q(service=None, activity__isnull=False, site=None),
            ),
            models.CheckConstraint(name="schedule_of_some_day", condition=~Q(rule="", starts_on=None)),
        ]

    @property
    def timing(self) -> Timing:
        """The row as the rules know it."""
        return Timing(
            rule=self.rule,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            starts_on=self.starts_on,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            on_holidays=HolidayPolicy(self.on_holidays),
            except_dates=tuple(self.except_dates),
            extra_dates=tuple(self.extra_dates),
            closed_seasons=tuple(map(Season.parse, self.closed_seasons)),
        )

    @classmethod
    def of(cls, timing: Timing, **owner: object) -> "Schedule":
        """An unsaved row for `timing`, owned by service=, activity=, site=, place=."""
        return cls(
            rule=timing.rule,
            opens_at=timing.opens_at,
            closes_at=timing.closes_at,
            starts_on=timing.starts_on,
            valid_from=timing.valid_from,
            valid_to=timing.valid_to,
            on_holidays=timing.on_holidays.value,
            except_dates=list(timing.except_dates),
            extra_dates=list(timing.extra_dates),
            closed_seasons=[str(season) for season in timing.closed_seasons],
            **owner,
        )
