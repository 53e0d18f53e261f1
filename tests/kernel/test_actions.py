"""The frame of every write, and the guard that holds tests to it."""

import pytest
from django.db import connection

from intreccio.accounts.actions import open_account
from intreccio.accounts.events import AccountOpened
from intreccio.accounts.models import User
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Purpose, Who
from intreccio.kernel.actions import EventMissing, action, upkeep
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.guard import WriteOutsideAction, table_written
from intreccio.kernel.ids import public_id
from intreccio.kernel.journal import record
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.journal.recording import RecordedOutsideAction

pytestmark = pytest.mark.django_db


def new_user() -> User:
    return User(email=f"{public_id()}@example.org", name="Ada", created_at=clock.now())


def test_writing_outside_an_action_fails():
    with pytest.raises(WriteOutsideAction, match="accounts_user"):
        new_user().save(force_insert=True)


def test_copying_outside_an_action_fails():
    with pytest.raises(WriteOutsideAction, match="accounts_user"):
        copy_rows("accounts_user", ["id"], [])


def test_an_action_that_writes_and_records_nothing_fails_and_leaves_nothing():
    @action
    def forget(*, by: Who) -> None:
        new_user().save(force_insert=True)

    with pytest.raises(EventMissing, match="forget"):
        forget(by=SYSTEM)
    assert not User.objects.exists()


def test_upkeep_needs_no_event():
    @upkeep
    def tidy() -> None:
        new_user().save(force_insert=True)

    tidy()
    assert User.objects.count() == 1


def test_an_inner_action_shares_the_fate_of_the_outer():
    @action
    def outer(*, by: Who) -> None:
        open_account(email="inner@example.org", name="Ada", by=by)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        outer(by=SYSTEM)
    assert not User.objects.exists()
    assert not JournalEntry.objects.exists()


def test_an_action_says_by_whom_and_takes_keywords_only():
    with pytest.raises(TypeError, match="by"):

        @action
        def nameless(*, thing: str) -> None: ...

    with pytest.raises(TypeError, match="keyword"):

        @action
        def positional(thing: str, *, by: Who) -> None: ...


def test_an_event_outside_an_action_is_refused():
    with pytest.raises(RecordedOutsideAction):
        record(AccountOpened(public_id()), by=SYSTEM)


def test_the_database_knows_who_acts_during_an_action():
    who = Who(public_id(), public_id(), Purpose.ADMINISTRATION)
    seen = []

    @upkeep
    def tidy() -> None: ...

    @action
    def look(*, by: Who) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('intreccio.user_id'), current_setting('intreccio.organisation_id'),"
                " current_setting('intreccio.purpose')"
            )
            seen.append(cursor.fetchone())

    look(by=who)
    assert seen == [(str(who.user), str(who.organisation), "administration")]


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ('INSERT INTO "kernel_journalentry" ("at") VALUES (%s)', "kernel_journalentry"),
        ("  update catalogue_service set state = 'x'", "catalogue_service"),
        ("DELETE FROM ONLY_x", "only_x"),
        ("WITH gone AS (SELECT 1) DELETE FROM catalogue_term", "catalogue_term"),
        ("COPY actors_site (id) FROM STDIN", "actors_site"),
        ("SELECT * FROM catalogue_service FOR UPDATE", None),
        ("SELECT * FROM catalogue_service FOR NO KEY UPDATE SKIP LOCKED", None),
        ("SELECT 'insert into x'", None),
        ("SAVEPOINT s1", None),
    ],
)
def test_the_guard_knows_what_writes(statement, table):
    found = table_written(statement)
    assert (found.lower() if found else None) == table
