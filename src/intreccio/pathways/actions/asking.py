"""Asking for help without an account, and answering."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.links import Link
from intreccio.actors.models import Organisation
from intreccio.actors.rules.contacts import clean_mail, clean_phone
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send
from intreccio.kernel.refusing import Refused
from intreccio.kernel.stepping import take_step
from intreccio.kernel.text import Translated
from intreccio.pathways.actions.telling import users_of
from intreccio.pathways.events import HelpAsked, HelpMoved, HelpRequestsForgotten
from intreccio.pathways.models import HelpRequest
from intreccio.pathways.rules.asking import (
    ANSWERED_WITHIN,
    ASKING,
    FOLLOW_DAYS,
    KEPT_DAYS,
    LONGEST_WORDS,
    AskState,
    Reach,
)

FOLLOW_HELP = "follow-help"
"""The act for which a signed link shows what became of a request."""


@action
def ask_for_help(
    *,
    organisation: Organisation,
    words: str,
    nickname: str,
    reach: Reach,
    address: str,
    safe_when: str,
    language: str,
    by: Who,
) -> HelpRequest:
    """Keep what somebody wrote, and tell those who listen there that something waits; the mail says no more.

    Raises `Refused` where there are no words, or no number or address that fits the way.
    """
    if not words.strip():
        raise Refused(Translated(it="Scrivi di che cosa hai bisogno.", en="Write what you need."), field="words")
    asked = HelpRequest(
        organisation=organisation,
        words=words.strip()[:LONGEST_WORDS],
        nickname=nickname.strip()[:80] or None,
        reach=reach,
        address=_cleaned(reach, address),
        safe_when=safe_when.strip()[:300] or None,
        language=language,
        sent_at=clock.now(),
    )
    asked.save(force_insert=True)
    record(HelpAsked(asked.pk, organisation.pk), by=by)
    _tell(asked, organisation)
    return asked


@action
def answer_help(*, request: HelpRequest, verb: str, answer: str, by: Who) -> None:
    """Take a request, or close it, with words for whoever wrote. Raises `StepRefused`."""
    take_step(request, ASKING, verb, by=by, reason=answer)
    if verb == "take":
        request.taken_at = clock.now()
    else:
        request.closed_at = clock.now()
    request.answer = answer.strip()[:LONGEST_WORDS] or request.answer
    request.save_version(update_fields=["state", "taken_at", "closed_at", "answer"])
    record(HelpMoved(request.pk, AskState(request.state)), by=by)


def chase_requests() -> int:
    """Remind those who are asked once the promised time is over; how many requests. Again it finds none."""
    with asking(SYSTEM):
        late = HelpRequest.objects.filter(state=AskState.WAITING, reminded=False)
        found = list(late.filter(sent_at__lte=clock.now() - ANSWERED_WITHIN).select_related("organisation"))
    for request in found:
        _remind(request=request, by=SYSTEM)
    return len(found)


@action
def forget_requests(*, by: Who) -> int:
    """Erase what was written in requests closed long ago; how many. `by` acts for retention."""
    until = clock.now() - timedelta(days=KEPT_DAYS)
    old = HelpRequest.objects.filter(closed_at__lt=until, words__isnull=False)
    count = old.update(words=None, nickname=None, address=None, safe_when=None, answer=None)
    record(HelpRequestsForgotten(count), by=by)
    return count


def follow_help_token(request: HelpRequest) -> str:
    """What stands in the link that shows what became of it."""
    return Link(FOLLOW_HELP, request.pk).token(days=FOLLOW_DAYS)


@action
def _remind(*, request: HelpRequest, by: Who) -> None:
    request.reminded = True
    request.save_version(update_fields=["reminded"])
    record(HelpMoved(request.pk, AskState.WAITING), by=by)
    _tell(request, request.organisation)


def _tell(asked: HelpRequest, organisation: Organisation) -> None:
    link = settings.INTRECCIO_ADDRESS + reverse("help-request", args=[asked.pk])
    for user in users_of(organisation):
        with translation.override(user.language):
            body = _("Somebody has asked you for help through the platform. Sign in to read it:\n\n%(link)s\n")
            message = Message("help-waits", _("Somebody asks for help"), body % {"link": link})
            send(message, address=user.email, recipient=user.pk)


def _cleaned(reach: Reach, address: str) -> str | None:
    match reach:
        case Reach.HERE:
            return None
        case Reach.MAIL:
            return clean_mail(address, field="address")
    try:
        return clean_phone(address)
    except Refused as problem:
        raise Refused(problem.message, field="address") from problem
