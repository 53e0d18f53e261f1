"""Reading never writes: not one address, for anybody, writes a word when it is read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connections

from intreccio.kernel.access import roles
from intreccio.kernel.guard import table_written
from tests.web.addresses import every_address
from tests.web.conftest import VisitorOf

AROUND_A_READ = {"django_session", "intreccio_cache", "kernel_journalentry"}
"""Tables written on the second connection: sessions, limits, and that somebody looked at a person."""


@dataclass
class Statements:
    """What was asked of the database, and how."""

    written: set[str] = field(default_factory=set)
    unguarded: list[str] = field(default_factory=list)

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        connection = context["connection"]
        table = table_written(sql)
        if table:
            self.written.add(table if connection.alias == "side" else f"{table}, not beside the read")
        result = execute(sql, params, many, context)
        if connection.alias == "default" and connection.in_atomic_block and not self._is_read_only(connection):
            self.unguarded.append(sql)
        return result

    def _is_read_only(self, connection: Any) -> bool:
        return connection.connection.execute("SHOW transaction_read_only").fetchone() == ("on",)


@contextmanager
def watched() -> Iterator[Statements]:
    statements = Statements()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(statements.note))
        yield statements


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("role", [None, *roles()], ids=str)
def test_no_address_writes_when_it_is_read(visitor: VisitorOf, role: str | None) -> None:
    client = visitor(role)
    with watched() as statements:
        for address in every_address():
            answer = client.get(address)
            assert answer.status_code < 500, address
            assert statements.unguarded == [], address
            assert statements.written <= AROUND_A_READ, address
