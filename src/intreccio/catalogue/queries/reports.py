"""Reads: what readers said is wrong."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Report
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.reporting import ReportState

OPEN = (ReportState.RECEIVED, ReportState.PASSED_ON)


def reports_in(*states: ReportState) -> QuerySet[Report]:
    """Reports in these states, those that wait longest first."""
    detailed = Report.objects.select_related("organisation", "service").prefetch_related("service__texts")
    return detailed.filter(state__in=states).order_by("sent_at", "pk")


def reports_to_answer(organisations: Iterable[Organisation]) -> QuerySet[Report]:
    """Reports passed on to these organisations that nobody has answered, the oldest first."""
    return reports_in(ReportState.PASSED_ON).filter(organisation__in=list(organisations))


def reports_by_state() -> dict[ReportState, int]:
    """How many reports stand where."""
    counts = Report.objects.values_list("state").annotate(count=Count("pk")).order_by()
    return {ReportState(state): count for state, count in counts}


def reported_name(report: Report) -> str:
    """The name of the page that is said to be wrong."""
    if report.service is None:
        return report.organisation.name
    text = best_text(report.service.texts.all(), get_language() or "it")
    return text.name if text else report.organisation.name
