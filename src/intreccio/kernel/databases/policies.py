"""Row-level security: which rows there are for the transaction that asks, written beside each table.

A model that says `policies = (Policy(…), …)` is closed: a row that no policy opens is not there, and cannot be
written. Upper rooms open further rows of a lower room's table with `open_rows`. Policies are made exact after
every migration, and read the context that `context.set_context` tells for one transaction.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db import models
from django.db.backends.utils import CursorWrapper

from intreccio.kernel.databases.roles import LoginRole

Command = Literal["SELECT", "INSERT", "UPDATE", "DELETE"]


def _told(name: str) -> str:
    return f"NULLIF(current_setting('intreccio.{name}', true), '')"


# In brackets with SELECT, PostgreSQL works each out once for a statement and not once for a row.
USER = f"(SELECT {_told('user_id')}::uuid)"
ORGANISATION = f"(SELECT {_told('organisation_id')}::uuid)"
PURPOSE = f"(SELECT {_told('purpose')})"
SIGHTS = f"(SELECT COALESCE({_told('sights')}::int, 0))"
MOMENT = f"(SELECT COALESCE({_told('moment')}::timestamptz, now()))"


@dataclass(frozen=True)
class Policy:
    """Opens the rows for which `using` holds to a command; what is written must fulfil `check`."""

    name: str
    command: Command
    using: str = ""
    check: str = ""

    def statement(self, table: str) -> str:
        """The SQL that makes it."""
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return (
            f'CREATE POLICY "{self.name}" ON "{table}" FOR {self.command} TO {LoginRole.APPLICATION}{using}{check}'
        )


_further: dict[type[models.Model], list[Policy]] = defaultdict(list)


def open_rows(model: type[models.Model], policy: Policy) -> None:
    """Open further rows of a lower room's table. Called in `AppConfig.ready()`."""
    if policy not in _further[model]:
        _further[model].append(policy)


def make_policies(cursor: CursorWrapper) -> None:
    """Make the policies of all tables exactly what the models say. Statistics read what they are granted."""
    cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")
    for table, name in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
    for model, policies in protected_models():
        table = model._meta.db_table
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        cursor.execute(f'CREATE POLICY statistics ON "{table}" FOR SELECT TO {LoginRole.STATISTICS} USING (true)')
        for policy in policies:
            cursor.execute(policy.statement(table))


def protected_models() -> Iterator[tuple[type[models.Model], list[Policy]]]:
    """Every model with policies, and all of them."""
    for model in apps.get_models():
        own = getattr(model, "policies", ())
        if own and not model._meta.proxy:
            yield model, [*own, *_further[model]]
