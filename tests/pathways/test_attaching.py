"""Papers with a referral: checked, encrypted, for those who sent or took it, gone when it is closed."""

from base64 import b64decode

import pytest
from django.db import connection

from intreccio.kernel.databases.context import asking
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import accept, attach, move
from intreccio.pathways.models import Attachment, Offer
from intreccio.pathways.rules.referring import Outcome
from tests.people.factories import house

PDF = b"%PDF-1.7 Maria Rossi"


@pytest.fixture
def attached(ours, theirs, sent):
    referral = sent(theirs)
    with asking(ours.worker):
        attach(referral=referral, name="..\\..\\referto.pdf", content=PDF, by=ours.worker)
    return referral


def papers(who):
    with asking(who):
        return [(str(one.name), b64decode(str(one.content))) for one in Attachment.objects.all()]


def taken(theirs):
    with asking(theirs.worker):
        return accept(offer=Offer.objects.select_related("organisation").get(), by=theirs.worker)


def test_who_is_asked_sees_no_paper_who_takes_it_does_and_closing_deletes_it(attached, ours, theirs):
    assert papers(ours.worker) == [("referto.pdf", PDF)]
    assert papers(theirs.worker) == []
    taken(theirs)
    assert papers(theirs.worker) == [("referto.pdf", PDF)]
    assert papers(house("Altri").worker) == []
    with asking(theirs.worker):
        attached.refresh_from_db()
        move(referral=attached, verb="complete", words="", outcome=Outcome.HELPED, by=theirs.worker)
    assert papers(ours.worker) == []
    with asking(ours.worker), pytest.raises(StepRefused):
        attached.refresh_from_db()
        attach(referral=attached, name="x.pdf", content=PDF, by=ours.worker)


def test_it_cannot_be_read_in_the_table(attached, ours):
    with asking(ours.worker), connection.cursor() as cursor:
        cursor.execute("SELECT name, content FROM pathways_attachment")
        for stored in cursor.fetchone():
            assert b"PDF" not in bytes(stored)
            assert b"referto" not in bytes(stored)


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"MZ\x90\x00\x03", b"PK\x03\x04", b"%PDF-" + b"0" * 5_000_000]
)
def test_files_that_are_not_what_they_say_or_too_large_are_refused(attached, ours, content):
    with asking(ours.worker), pytest.raises(Refused):
        attach(referral=attached, name="referto.pdf", content=content, by=ours.worker)


def test_there_are_not_many(attached, ours):
    with asking(ours.worker):
        for _ in range(4):
            attach(referral=attached, name="x.pdf", content=PDF, by=ours.worker)
        with pytest.raises(Refused):
            attach(referral=attached, name="x.pdf", content=PDF, by=ours.worker)
