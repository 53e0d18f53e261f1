"""What tables hold, row by row, to see whether anything changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


def snapshot(*tables: str) -> dict[str, list[tuple]]:
    """Every row of the tables, in order."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(row) FROM {table} AS row ORDER BY to_jsonb(row)")
            found[table] = cursor.fetchall()
    return found


@contextmanager
def changes_in(*tables: str) -> Iterator[Callable[[], list[str]]]:
    """Gives, after the block, the tables of which any row was written in it, even to the same values."""
    before = _versions(tables)
    yield lambda: [table for table, rows in _versions(tables).items() if rows != before[table]]


def _versions(tables: tuple[str, ...]) -> dict[str, set[tuple]]:
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT ctid::text FROM {table}")
            found[table] = set(cursor.fetchall())
    return found
