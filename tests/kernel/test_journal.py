"""What the journal keeps, and that nobody can quietly change it."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from intreccio.accounts.actions import open_account
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.journal.sealing import seal
from intreccio.kernel.journal.verifying import verify

pytestmark = pytest.mark.django_db


def test_an_action_leaves_one_entry():
    user = open_account(email="ada@example.org", name="Ada", by=SYSTEM)
    entry = JournalEntry.objects.get()
    assert entry.event == "accounts.opened"
    assert entry.data == {"user": str(user.pk)}
    assert entry.purpose == "upkeep"


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_cannot_change_the_journal(statement):
    open_account(email="ada@example.org", name="Ada", by=SYSTEM)

    @upkeep
    def attack():
        with connection.cursor() as cursor:
            cursor.execute(statement.format("kernel_journalentry"))

    with pytest.raises(ProgrammingError, match="permission denied"):
        attack()


def test_a_sealed_journal_is_sound():
    for number in range(5):
        open_account(email=f"a{number}@example.org", name="Ada", by=SYSTEM)
    sealed = seal()
    assert sealed.count == 5
    open_account(email="later@example.org", name="Ada", by=SYSTEM)
    report = verify()
    assert report.sound, report.faults
    assert (report.seals, report.sealed, len(report.unsealed)) == (1, 5, 1)
