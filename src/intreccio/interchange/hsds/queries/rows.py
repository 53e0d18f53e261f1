"""Rows in a fixed order: how many, which are on a page, and all of them in batches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

Place = tuple[Any, ...]
"""Where a row stands in its order: the values of the columns that order it."""

_PAGE = "LIMIT %(limit)s OFFSET %(offset)s"


@dataclass(frozen=True)
class Rows:
    """Rows of the database: SQL of their identifier, of what they come from and of what must be true of them.

    `order` are columns whose values are never null, unique together, and stay as they are, so that rows
    that come or go move no others among themselves. Where they are `indexed`, an index alone counts and pages
    them; else finding them is the work, and is done once for both.
    """

    id: str
    order: tuple[str, ...]
    source: str
    where: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    indexed: bool = False

    def count(self) -> int:
        """How many there are, exactly."""
        [(number,)] = self._fetch(f"SELECT count(*) FROM {self.source} {self._where()}", {})
        return int(number)

    def page(self, offset: int, limit: int) -> tuple[list[UUID], int]:
        """The identifiers on a page, and how many there are in all."""
        values = {"limit": limit, "offset": offset}
        if self.indexed:
            found = self._fetch(f"SELECT {self.id} {self._ordered()} {_PAGE}", values)
            return [id for (id,) in found], self.count()
        names = ", ".join(f"place{number}" for number in range(len(self.order)))
        sql = f"""
            WITH found (id, {names}) AS MATERIALIZED (
                SELECT {self.id}, {", ".join(self.order)} FROM {self.source} {self._where()}
            ) SELECT ARRAY(SELECT id FROM found ORDER BY {names} {_PAGE}), (SELECT count(*) FROM found)
        """
        [(ids, total)] = self._fetch(sql, values)
        return ids, total

    def after(self, place: Place | None, limit: int) -> tuple[list[UUID], Place | None]:
        """The next identifiers after a place (from the first, where it is None), and the place of the last."""
        columns = ", ".join(self.order)
        values = {f"place{number}": value for number, value in enumerate(place or ())}
        further = [f"({columns}) > ({', '.join(f'%({name})s' for name in values)})"] if place else []
        # Said apart, so that an index begins there.
        further += [f"{self.order[0]} >= %(place0)s"] if place else []
        sql = f"SELECT {columns}, {self.id} {self._ordered(*further)} LIMIT %(limit)s"
        found = self._fetch(sql, {"limit": limit, **values})
        return [row[-1] for row in found], tuple(found[-1][:-1]) if found else None

    def _ordered(self, *further: str) -> str:
        return f"FROM {self.source} {self._where(*further)} ORDER BY {', '.join(self.order)}"

    def _where(self, *further: str) -> str:
        conditions = (*self.where, *further)
        return f"WHERE {' AND '.join(f'({condition})' for condition in conditions)}" if conditions else ""

    def _fetch(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, {**self.values, **values})
            return list(cursor.fetchall())


@dataclass(frozen=True)
class Listing:
    """Rows of several kinds, one kind after the other."""

    parts: tuple[Rows, ...]

    def page(self, offset: int, limit: int) -> tuple[list[UUID], int]:
        """The identifiers on a page, and how many there are in all."""
        found: list[UUID] = []
        total = 0
        for part in self.parts:
            ids, count = part.page(max(offset - total, 0), limit - len(found))
            found += ids
            total += count
        return found, total

    def count(self) -> int:
        """How many there are in all."""
        return sum(part.count() for part in self.parts)

    def batches(self, size: int) -> Iterator[list[UUID]]:
        """All identifiers, so many at a time."""
        for part in self.parts:
            place: Place | None = None
            while True:
                ids, place = part.after(place, size)
                if not ids:
                    break
                yield ids
