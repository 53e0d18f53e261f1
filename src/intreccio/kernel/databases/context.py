"""Who asks and why, told to PostgreSQL for one transaction only.

Row-level policies read these settings; they end with the transaction, never live on a connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connections, transaction

from intreccio.kernel.acting import NOBODY, Who

P = TypeVar("P")

_CONTEXT = """
    SELECT set_config('intreccio.user_id', %s, true),
           set_config('intreccio.organisation_id', %s, true),
           set_config('intreccio.purpose', %s, true)
"""
_CONTEXT_READ_ONLY = f"{_CONTEXT}, set_config('transaction_read_only', 'on', true)"


def set_context(who: Who, *, using: str = "default") -> None:
    """State who asks for the rest of the current transaction."""
    _tell(_CONTEXT, who, using)


@contextmanager
def reading(who: Who, *, using: str = "default") -> Iterator[None]:
    """A transaction in which PostgreSQL refuses every write, with `who` as its context."""
    with transaction.atomic(using=using):
        _tell(_CONTEXT_READ_ONLY, who, using)
        yield


def read_apart(pieces: Iterator[P]) -> Iterator[P]:
    """The pieces of an answer that is made while it is sent, each read in a transaction of its own.

    Whoever takes them slowly so holds none open. Anybody may read what is in them.
    """
    while True:
        with reading(NOBODY):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _tell(statement: str, who: Who, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, [str(who.user or ""), str(who.organisation or ""), who.purpose])
