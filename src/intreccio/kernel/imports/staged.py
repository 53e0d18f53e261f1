"""Rows of several tables, staged and worked on by the set.

Kinds with a reader of their own put all rows of a file into `ImportRow` and settle what concerns many of them
with statements: which repeat each other, which name what is not there, which change something. Names in `values`
that begin with an underscore are for these statements and no field of anything.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

Parameters = Mapping[str, Any]

ALIVE = "outcome <> 'refused' AND object IS NOT NULL"
"""Of a staged row: that it is taken further. A repetition of another row has no object."""

PRIVATE = (
    "'{_kept,_kind,_search,_link,_to,_else,_list,_ours,_matched,_write,_withheld,_exact,_slug,_base}'::text[]"
)
"""Names in `values` that are no fields."""


def execute(statement: str, parameters: Parameters) -> int:
    """Run one statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def fetch(statement: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


@contextmanager
def by_the_set() -> Iterator[None]:
    """Within the block, statements go over many rows.

    PostgreSQL knows nothing yet of rows just copied, takes them for very few, and would compare each with
    each: without nested loops it sorts or hashes them, and may use some memory for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
        cursor.execute("SET LOCAL work_mem TO DEFAULT")


def note(it: str, en: str, *, problem: bool, field: str = "") -> str:
    """SQL of a note in a list of its own. Texts are constants; `{…}` in them are SQL expressions."""
    texts = ", ".join(f"'{language}', {_said(text)}" for language, text in (("it", it), ("en", en)))
    flag = "true" if problem else "false"
    return (
        f"jsonb_build_array(jsonb_build_object('field', '{field}', 'problem', {flag}, "
        f"'message', jsonb_build_object({texts})))"
    )


def _said(text: str) -> str:
    """SQL of a text with expressions in it: `line {first.line}` → `concat('line ', first.line, '')`."""
    pieces = []
    for place, piece in enumerate(text.replace("{", "}").split("}")):
        pieces.append(piece if place % 2 else "'{}'".format(piece.replace("'", "''").replace("%", "%%")))
    return f"concat({', '.join(pieces)})"
