"""The write guard of the tests: SQL that writes outside an action fails.

`watch(connection)` wraps a connection's execution. Tables that belong to libraries (sessions, cache,
sign-in, jobs) keep their own rules and are let through.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections

from intreccio.kernel.actions import current_frame

_WRITES = re.compile(
    r"""^\s*(?:with\b.*?)?\b
        (?:insert\s+into|update(?:\s+only)?|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)
        \s+"?(?P<table>[a-z_][a-z_0-9]*)"?""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LOCKS = re.compile(r"\bfor\s+(?:no\s+key\s+)?update\b", re.IGNORECASE)
LIBRARY_TABLES = ("django_session", "intreccio_cache", "account_", "mfa_", "procrastinate_")


class WriteOutsideAction(AssertionError):
    """Something other than an action tried to write."""


def watch(stack: ExitStack) -> None:
    """Guard every configured connection until `stack` is closed."""
    for connection in connections.all():
        stack.enter_context(connection.execute_wrapper(_check))


def table_written(sql: str) -> str | None:
    """The table a statement writes to, or None where it only reads.

    >>> table_written('UPDATE "catalogue_service" SET "state" = %s')
    'catalogue_service'
    >>> table_written('SELECT 1 FROM "catalogue_service" FOR UPDATE')
    """
    match = _WRITES.match(_LOCKS.sub("", sql))
    return match["table"] if match else None


def note_write(table: str) -> None:
    """Refuse a write to `table` outside an action; remember it inside one."""
    if table.startswith(LIBRARY_TABLES):
        return
    frame = current_frame()
    if frame is None:
        raise WriteOutsideAction(f"Only actions write, but something wrote to {table} outside of one.")
    frame.wrote = True


def _check(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    table = table_written(str(sql))
    if table:
        note_write(table)
    return execute(sql, params, many, context)
