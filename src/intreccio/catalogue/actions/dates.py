"""Keeping what is dated ahead: sessions of groups, openings of services."""

from intreccio.catalogue.actions.activities import DAYS_AHEAD, plan_sessions
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.models import Activity
from intreccio.catalogue.search.keeping import expand_openings
from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep

BATCH = 500


@upkeep
def keep_dates() -> None:
    """Have sessions and openings for the coming months, of everything that has a schedule."""
    today = clock.today()
    expand_openings(today, DAYS_AHEAD)
    activities = list(Activity.objects.values_list("pk", flat=True))
    for start in range(0, len(activities), BATCH):
        batch = Activity.objects.filter(pk__in=activities[start : start + BATCH])
        plan_sessions(batch.prefetch_related("schedules").select_related("site__municipality"), first=today)
        index(list(batch.values_list("service_id", flat=True).distinct()))
