"""Upper rooms hear of events through jobs that commit with the event."""

import gc
import warnings

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from intreccio.accounts.actions import open_account
from intreccio.accounts.events import AccountOpened
from intreccio.accounts.models import User
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import recording


@pytest.fixture
def heard(monkeypatch):
    """What a subscriber to opened accounts heard."""
    news = []
    monkeypatch.setitem(recording._subscribers, AccountOpened, {"test.heard": news.append})
    return news


def work() -> None:
    """Do every waiting job, as a worker does."""
    connector = DjangoConnector().get_worker_connector()
    with warnings.catch_warnings():
        # The worker's threads leave their connections to be collected.
        warnings.simplefilter("ignore", ResourceWarning)
        with app.replace_connector(connector) as working:
            working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        gc.collect()


def test_a_subscriber_hears_after_the_commit(own_database, heard):
    user = open_account(email="ada@example.org", name="Ada", by=SYSTEM)
    assert heard == []
    work()
    assert [entry.data for entry in heard] == [{"user": str(user.pk)}]


def test_nobody_hears_of_what_was_rolled_back(own_database, heard):
    @action
    def fail(*, by: Who) -> None:
        open_account(email="ada@example.org", name="Ada", by=by)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail(by=SYSTEM)
    work()
    assert heard == []
    assert not ProcrastinateJob.objects.filter(task_name="kernel.tell").exists()


def test_a_failing_subscriber_is_tried_again_and_undoes_nothing(own_database, monkeypatch):
    def fail(entry):
        raise ZeroDivisionError

    monkeypatch.setitem(recording._subscribers, AccountOpened, {"test.fails": fail})
    open_account(email="ada@example.org", name="Ada", by=SYSTEM)
    work()
    assert User.objects.count() == 1
    job = ProcrastinateJob.objects.get(task_name="kernel.tell")
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None
