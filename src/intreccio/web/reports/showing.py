"""From a report to what its pages show."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Report, Service
from intreccio.catalogue.queries.reports import reported_name
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.reporting import Mistake, ReportState
from intreccio.web.words.moments import moment_words
from intreccio.web.words.reports import MISTAKES, STATES


@dataclass(frozen=True)
class ReportShown:
    """A report as whoever wrote it sees it, and as the network office does."""

    name: str
    page_url: str
    mistake: str
    words: str
    sent: str
    state: str
    settled: str
    answer: str
    is_settled: bool
    awaits_mail: bool


def followed(report: Report) -> ReportShown:
    """What whoever has the link may see; nothing of who wrote."""
    return ReportShown(
        name=reported_name(report),
        page_url=page_url(report.organisation, report.service),
        mistake=str(MISTAKES[Mistake(report.mistake)]),
        words=str(report.words or ""),
        sent=moment_words(report.sent_at),
        state=str(STATES[ReportState(report.state)]),
        settled=moment_words(report.settled_at) if report.settled_at else "",
        answer=str(report.answer or ""),
        is_settled=report.settled_at is not None,
        awaits_mail=report.mail is not None,
    )


def page_name(organisation: Organisation, service: Service | None) -> str:
    """What the page is of."""
    text = best_text(service.texts.all(), get_language() or "it") if service else None
    return text.name if text else organisation.name


def page_url(organisation: Organisation, service: Service | None) -> str:
    """The page that is said to be wrong."""
    return reverse("service", args=[service.pk]) if service else reverse("organisation", args=[organisation.pk])
