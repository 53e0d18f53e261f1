"""Whether anything refers to a row, whatever room it stands in: asked before a row is taken out again."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import connection
from django.db.models import ForeignKey, Model
from psycopg import sql


def referred_to(
    model: type[Model], ids: Collection[UUID], *, but_from: Collection[type[Model]] = ()
) -> frozenset[UUID]:
    """Those of `ids` that some row of another table refers to, links of `but_from` not counted."""
    if not ids:
        return frozenset()
    found: set[UUID] = set()
    with connection.cursor() as cursor:
        for table, column in _links(model, but_from):
            statement = sql.SQL("SELECT DISTINCT {column} FROM {table} WHERE {column} = ANY(%s)")
            cursor.execute(
                statement.format(table=sql.Identifier(table), column=sql.Identifier(column)), [list(ids)]
            )
            found |= {row[0] for row in cursor.fetchall()}
    return frozenset(found)


def _links(model: type[Model], but_from: Collection[type[Model]]) -> Iterator[tuple[str, str]]:
    """Tables and columns that refer to rows of a model, in any room."""
    for relation in model._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if relation.auto_created and isinstance(field, ForeignKey) and relation.related_model not in but_from:
            yield field.model._meta.db_table, field.column
