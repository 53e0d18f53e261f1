"""What readers say is wrong: taking it in, passing it on, answering."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.links import Link
from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.actors.queries import members_who_may
from intreccio.actors.rules.contacts import clean_mail
from intreccio.catalogue.events import ReportMoved, ReportReceived, ReportsForgotten
from intreccio.catalogue.models import Report, Service
from intreccio.catalogue.queries.reports import reported_name
from intreccio.catalogue.rules.reporting import KEPT_DAYS, LONGEST_WORDS, Mistake, ReportState
from intreccio.catalogue.rules.reporting import REPORT as CYCLE
from intreccio.kernel import clock
from intreccio.kernel.access import Permission
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send
from intreccio.kernel.stepping import take_step

FOLLOW = "follow-report"
LINK_DAYS = 365


@action
def report_mistake(
    *,
    organisation: Organisation,
    mistake: Mistake,
    words: str,
    by: Who,
    service: Service | None = None,
    mail: str = "",
    language: str = "it",
) -> Report:
    """Keep what a reader says is wrong; where a mail address is given, send the link to follow it there.

    Raises `Refused` for a mail address that is none.
    """
    report = Report.objects.create(
        organisation=organisation,
        service=service,
        mistake=mistake,
        words=words.strip()[:LONGEST_WORDS],
        mail=clean_mail(mail, field="mail") if mail else None,
        language=language,
        sent_at=clock.now(),
    )
    record(ReportReceived(report.pk, organisation.pk, service.pk if service else None, mistake), by=by)
    if report.mail:
        _write(report, "report-received", _thanks)
    return report


@action
def pass_on(*, report: Report, by: Who) -> int:
    """Hand a report to those who look after the page; returns how many were written to.

    They read what was written, not by whom. Raises `StepRefused`.
    """
    _move(report, "pass-on", by)
    keepers = list(_keepers(report))
    for user in keepers:
        with translation.override(user.language):
            send(_passed_on(report), address=user.email, recipient=user.pk)
    return len(keepers)


@action
def settle_report(*, report: Report, verb: str, answer: str, by: Who) -> None:
    """Say what became of a report: `mend` or `decline`, with an answer to who wrote.

    The answer goes by mail where an address was left, which is then erased. Raises `StepRefused`.
    """
    report.answer = answer.strip()[:LONGEST_WORDS]
    take_step(report, CYCLE, verb, by=by, reason=answer)
    report.settled_at = clock.now()
    if report.mail:
        _write(report, "report-answered", _answered)
    report.mail = None
    report.save_version(update_fields=["answer", "state", "settled_at", "mail"])
    record(ReportMoved(report.pk, ReportState(report.state)), by=by)


@action
def forget_reports(*, by: Who) -> int:
    """Erase what was written in reports settled long ago, and in their answers; returns in how many."""
    until = clock.now() - timedelta(days=KEPT_DAYS)
    old = Report.objects.filter(settled_at__lt=until, words__isnull=False)
    count = old.update(words=None, answer=None)
    record(ReportsForgotten(count), by=by)
    return count


def follow_link(report: Report) -> str:
    """The address of the page that shows what became of a report."""
    return settings.INTRECCIO_ADDRESS + reverse("report", args=[follow_token(report)])


def follow_token(report: Report) -> str:
    """What stands in that address."""
    return Link(FOLLOW, report.pk).token(days=LINK_DAYS)


def _move(report: Report, verb: str, by: Who) -> None:
    take_step(report, CYCLE, verb, by=by)
    report.save_version(update_fields=["state"])
    record(ReportMoved(report.pk, ReportState(report.state)), by=by)


def _keepers(report: Report) -> Iterator[User]:
    members = members_who_may(Permission.EDIT_LISTINGS, report.organisation)
    yield from {member.user.pk: member.user for member in members}.values()


def _write(report: Report, kind: str, say: Callable[[Report], tuple[str, str]]) -> None:
    with translation.override(report.language):
        subject, body = say(report)
        send(Message(kind, subject, body), address=str(report.mail))


def _thanks(report: Report) -> tuple[str, str]:
    body = _(
        "Thank you for telling us that something is wrong on the page “%(name)s”.\n\n"
        "Here you see what becomes of it; we write again when it is settled.\n%(link)s\n"
    )
    name = reported_name(report)
    return _("Your report about %(name)s") % {"name": name}, body % {"name": name, "link": follow_link(report)}


def _answered(report: Report) -> tuple[str, str]:
    name = reported_name(report)
    body = _("You wrote that something is wrong on the page “%(name)s”. The answer:\n\n%(answer)s\n") % {
        "name": name,
        "answer": report.answer,
    }
    return _("An answer about %(name)s") % {"name": name}, body


def _passed_on(report: Report) -> Message:
    name = reported_name(report)
    body = _(
        "A reader says that something is wrong on the page “%(name)s”:\n\n%(words)s\n\n"
        "Please sign in, correct it if so, and answer whoever wrote:\n%(link)s\n"
    ) % {"name": name, "words": report.words, "link": answer_link(report)}
    return Message("report-passed-on", _("A reader wrote about %(name)s") % {"name": name}, body)


def answer_link(report: Report) -> str:
    """The address of the page where those who look after the page answer."""
    return settings.INTRECCIO_ADDRESS + reverse("desk-report", args=[report.pk])
