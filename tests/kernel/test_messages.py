"""Nothing leaves but through one function, and that one asks the contact rules."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from intreccio.kernel import clock
from intreccio.kernel.ids import public_id
from intreccio.kernel.messages import Decision, Message, rules, send
from intreccio.kernel.messages.delivery import deliver
from intreccio.kernel.models import OutgoingMessage

pytestmark = pytest.mark.django_db
NEWS = Message("freshness-reminder", "Is it still true?", "Please look at your listing.")


@pytest.fixture
def rule(monkeypatch):
    monkeypatch.setattr(rules, "_rules", [])
    return rules.register_rule


def test_a_message_waits_as_a_job_until_its_transaction_commits():
    number = send(NEWS, address="ada@example.org")
    job = ProcrastinateJob.objects.get(task_name="kernel.deliver")
    assert job.args == {"message": str(number)}
    assert mail.outbox == []


def test_a_delivered_message_keeps_neither_address_nor_text():
    number = send(NEWS, address="ada@example.org")
    deliver(number)
    assert [m.to for m in mail.outbox] == [["ada@example.org"]]
    row = OutgoingMessage.objects.get(pk=number)
    assert (row.state, row.address, row.subject, row.body) == ("sent", None, None, None)


def test_a_message_is_sent_once_however_often_its_job_runs():
    number = send(NEWS, address="ada@example.org")
    deliver(number)
    deliver(number)
    assert len(mail.outbox) == 1


def test_who_must_not_be_contacted_is_not(rule):
    forbidden = public_id()
    rule(lambda recipient, channel, at: Decision(forbidden=recipient == forbidden))
    number = send(NEWS, address="ada@example.org", recipient=forbidden)
    deliver(number)
    assert mail.outbox == []
    assert OutgoingMessage.objects.get(pk=number).state == "dropped"


def test_a_message_at_the_wrong_hour_waits_for_the_right_one(rule):
    later = clock.now() + timedelta(hours=9)
    rule(lambda recipient, channel, at: Decision(wait_until=later if at < later else None))
    number = send(NEWS, address="ada@example.org")
    deliver(number)
    assert mail.outbox == []
    assert ProcrastinateJob.objects.filter(task_name="kernel.deliver", scheduled_at=later).count() == 1
    with clock.at(later):
        deliver(number)
    assert len(mail.outbox) == 1


def test_address_and_text_are_encrypted_at_rest():
    send(NEWS, address="ada@example.org")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address || subject || body FROM kernel_outgoingmessage")
        stored = bytes(cursor.fetchone()[0])
    assert b"ada@" not in stored
    assert b"listing" not in stored
