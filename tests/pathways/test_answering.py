"""How soon organisations answer is for everybody to know, once there are enough answers."""

from datetime import timedelta

from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.databases.context import asking
from intreccio.pathways.actions import refuse
from intreccio.pathways.models import Offer
from intreccio.pathways.queries.answering import Answering, answering
from intreccio.pathways.rules.referring import Refusal


def told(house):
    with asking(NOBODY):
        return answering(house.organisation.pk)


def test_four_answers_tell_nobody_and_five_do(sent, theirs):
    for number, hours in enumerate([1, 2, 30, 60, 90], 1):
        assert told(theirs) is None
        referral = sent(theirs)
        with clock.at(referral.sent_at + timedelta(hours=hours)), asking(theirs.worker):
            offer = Offer.objects.get(referral=referral)
            refuse(offer=offer, refusal=Refusal.FULL, words="", by=theirs.worker)
        assert (told(theirs) is None) == (number < 5)
    assert told(theirs) == Answering(5, timedelta(hours=30))
    with clock.at(clock.now() + timedelta(days=400)):
        assert told(theirs) is None, "what was is over"
