"""Reading never writes: PostgreSQL refuses it. Who asks is told for one transaction only."""

import pytest
from django.db import connection
from django.db.utils import InternalError

from intreccio.accounts.actions import open_account
from intreccio.kernel.acting import SYSTEM, Purpose, Who
from intreccio.kernel.databases.context import reading
from intreccio.kernel.ids import public_id


def test_reading_refuses_every_write_in_the_database_itself(own_database):
    with reading(SYSTEM), pytest.raises(InternalError, match="read-only transaction"):
        open_account(email="ada@example.org", name="Ada", by=SYSTEM)


def test_the_context_ends_with_the_transaction(own_database):
    who = Who(public_id(), None, Purpose.CARE)
    with reading(who), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('intreccio.user_id', true)")
        assert cursor.fetchone() == (str(who.user),)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('intreccio.user_id', true)")
        assert cursor.fetchone()[0] in (None, "")
    open_account(email="ada@example.org", name="Ada", by=SYSTEM)
