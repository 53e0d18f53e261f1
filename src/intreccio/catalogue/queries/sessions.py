"""Dated meetings of groups and courses."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate

from intreccio.catalogue.models import Session


def sessions_between(services: Collection[UUID], first: datetime, end: datetime) -> QuerySet[Session]:
    """What the services hold that starts from `first` and before `end`, the earliest first, with its texts.

    Those called off are among them, marked as such.
    """
    found = Session.objects.filter(activity__service__in=services, starts_at__gte=first, starts_at__lt=end)
    related = found.select_related("activity__site__municipality", "activity__service__organisation")
    return related.prefetch_related("activity__texts", "activity__service__texts").order_by("starts_at", "pk")


def few_of_each_day(sessions: QuerySet[Session], zone: ZoneInfo, most: int) -> QuerySet[Session]:
    """The first `most` of each day in `zone`."""
    dated = sessions.annotate(day=TruncDate("starts_at", tzinfo=zone))
    place = Window(RowNumber(), partition_by=F("day"), order_by=("starts_at", "pk"))
    return dated.annotate(place_in_day=place).filter(place_in_day__lte=most)


def counts_by_day(sessions: QuerySet[Session], zone: ZoneInfo) -> dict[date, int]:
    """How many there are on each day in `zone` that has any."""
    dated = sessions.order_by().annotate(day=TruncDate("starts_at", tzinfo=zone))
    return dict(dated.values_list("day").annotate(count=Count("pk")))
