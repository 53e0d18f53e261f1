"""Who asks and why, told to PostgreSQL for one transaction only.

Row-level policies read these settings; they end with the transaction, never live on a connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connections, transaction

from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, Who

P = TypeVar("P")

_SETTINGS = [f"intreccio.{name}" for name in ("user_id", "organisation_id", "purpose", "sights", "moment")]
_CONTEXT = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)
_TOLD = "SELECT " + ", ".join(f"COALESCE(current_setting('{name}', true), '')" for name in _SETTINGS)
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


@contextmanager
def asking(who: Who, *, using: str = "default") -> Iterator[None]:
    """A transaction, or a part of the one under way, in which `who` asks; afterwards asks who did before."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            before = cursor.execute(_TOLD).fetchone()
        set_context(who, using=using)
        yield
        with connections[using].cursor() as cursor:
            cursor.execute(_CONTEXT, before)


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
        told = [str(who.user or ""), str(who.organisation or ""), who.purpose, str(int(who.sights))]
        cursor.execute(statement, [*told, clock.now().isoformat()])
