"""Requests for help: anybody writes, only those asked read, and what is over is forgotten."""

from datetime import timedelta

import pytest

from intreccio.kernel import clock
from intreccio.kernel.acting import EVERYTHING, NOBODY, Purpose, Sight, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import OutgoingMessage
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import answer_help, ask_for_help, chase_requests, forget_requests
from intreccio.pathways.models import HelpRequest
from intreccio.pathways.rules.asking import Reach

RETAINING = Who(None, None, Purpose.RETENTION)


def ask(house, **more):
    said = {
        "words": "Ho bisogno di parlare", "nickname": "Sole", "reach": Reach.HERE, "address": "", "safe_when": "",
        "language": "ar", **more,
    }  # fmt: skip
    return ask_for_help(organisation=house.organisation, by=NOBODY, **said)


def seen(who):
    with asking(who):
        return HelpRequest.objects.count()


def test_only_those_asked_read_it(ours, theirs):
    ask(theirs)
    assert seen(theirs.worker) == 1
    assert seen(ours.worker) == seen(NOBODY) == seen(Who(None)) == 0
    blind = Who(None, theirs.organisation.pk, Purpose.CARE, Sight.REFERRED)
    assert seen(blind) == 0
    assert seen(Who(None, theirs.organisation.pk, Purpose.STATISTICS, EVERYTHING)) == 0


def test_the_mail_says_no_word_of_it(theirs):
    ask(theirs)
    message = OutgoingMessage.objects.filter(kind="help-waits").first()
    assert message
    assert "parlare" not in f"{message.subject} {message.body}"
    assert "Sole" not in f"{message.subject} {message.body}"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": " "}, "words"),
        ({"reach": Reach.CALL, "address": "12"}, "address"),
        ({"reach": Reach.MAIL}, "address"),
    ],
)
def test_what_is_wrong_is_refused(theirs, wrong, field):
    with pytest.raises(Refused) as refused:
        ask(theirs, **wrong)
    assert refused.value.field == field
    assert seen(theirs.worker) == 0


def test_where_nobody_may_answer_no_number_is_kept(theirs):
    ask(theirs, address="333 1234567")
    with asking(theirs.worker):
        assert HelpRequest.objects.get().address is None


def test_it_is_taken_and_closed_with_words(theirs):
    made = ask(theirs)
    with asking(theirs.worker):
        answer_help(request=made, verb="take", answer="Vieni giovedì alle 9.", by=theirs.worker)
        answer_help(request=made, verb="close", answer="Ci siamo visti.", by=theirs.worker)
        with pytest.raises(StepRefused):
            answer_help(request=made, verb="take", answer="x", by=theirs.worker)


def test_what_nobody_reads_is_called_to_mind_once(theirs):
    made = ask(theirs)
    assert chase_requests() == 0
    with clock.at(made.sent_at + timedelta(days=2, minutes=1)):
        before = OutgoingMessage.objects.count()
        assert chase_requests() == 1
        assert OutgoingMessage.objects.count() > before
        assert chase_requests() == 0


def test_what_is_over_is_forgotten(theirs):
    made = ask(theirs, reach=Reach.CALL, address="333 1234567")
    with asking(theirs.worker):
        answer_help(request=made, verb="close", answer="Fatto.", by=theirs.worker)
    assert forget_requests(by=RETAINING) == 0
    with clock.at(clock.now() + timedelta(days=181)):
        assert forget_requests(by=RETAINING) == 1
        assert forget_requests(by=RETAINING) == 0
    with asking(theirs.worker):
        kept = HelpRequest.objects.get()
        assert [kept.words, kept.nickname, kept.address, kept.answer] == [None] * 4
