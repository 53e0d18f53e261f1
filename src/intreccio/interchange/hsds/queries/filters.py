"""What a list is narrowed by, and what that means in SQL. Everything asked for must be true."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import connection

from intreccio.catalogue.search.answer import Facet
from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.snapshot import current_vocabulary
from intreccio.catalogue.search.wording import understand

NOTHING = 0
"""A code that no entry has."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Filters:
    """Parts of a question for services and where they are held. Each given narrows what is listed.

    A term stands for its descendants too. `opens_from`, `closes_by` and each of `days` are asked of one and
    the same schedule. `within_m` metres are measured from the centre of the places with the `postcode`.
    """

    id: UUID | None = None
    search: str = ""
    terms: tuple[UUID, ...] = ()
    taxonomies: tuple[UUID, ...] = ()
    organisation: UUID | None = None
    modified_after: datetime | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    days: tuple[str, ...] = ()
    opens_from: time | None = None
    closes_by: time | None = None
    postcode: str = ""
    within_m: float | None = None

    @property
    def by_content(self) -> bool:
        """Whether anything is asked of what a service says, which one that is no longer shown does not."""
        asked = (self.search, self.terms, self.taxonomies, self.days, self.postcode)
        limits = (self.minimum_age, self.maximum_age, self.opens_from, self.closes_by)
        return any(asked) or any(limit is not None for limit in limits)


@dataclass(frozen=True)
class Condition:
    """A condition with its values, whose names are its own."""

    sql: str
    values: dict[str, Any]


FAMILY = """
    WITH RECURSIVE family AS (
        SELECT id FROM actors_organisation WHERE {}
        UNION SELECT child.id FROM actors_organisation child JOIN family ON child.merged_into_id = family.id
    ) SELECT id FROM family
"""
"""Organisations of which a condition is true, with all that were merged into them."""

CURRENT = """
    WITH RECURSIVE chain AS (
        SELECT id, merged_into_id FROM actors_organisation WHERE id IN ({})
        UNION SELECT next.id, next.merged_into_id
        FROM actors_organisation next JOIN chain ON next.id = chain.merged_into_id
    ) SELECT id FROM chain WHERE merged_into_id IS NULL
"""
"""Of organisations that a statement gives, those that count today: merges are followed to their end."""


def of_entries(filters: Filters) -> Iterator[Condition]:
    """What must be true of the search entry `entry` of a service that is shown."""
    if filters.id:
        yield Condition("entry.service = %(id)s", {"id": filters.id})
    if filters.search and (query := understand(filters.search, current_vocabulary()).query):
        yield Condition("entry.words @@ %(query)s::tsquery", {"query": query})
    yield from of_terms(filters)
    if filters.organisation or filters.modified_after:
        yield _of_services(filters)
    for column, sign, limit in (("min_age", ">=", filters.minimum_age), ("max_age", "<=", filters.maximum_age)):
        if limit is not None:
            yield Condition(f"entry.{column} {sign} %({column})s", {column: limit})
    if filters.days or filters.opens_from or filters.closes_by:
        yield _of_schedules(filters)


def of_terms(filters: Filters) -> Iterator[Condition]:
    """That an entry has every term asked for, and a term of every taxonomy asked for."""
    for number, term in enumerate(filters.terms):
        codes = _codes("term.id", term)
        yield Condition(f"entry.codes OPERATOR(pg_catalog.@>) %(term{number})s::int[]", {f"term{number}": codes})
    for number, taxonomy in enumerate(filters.taxonomies):
        codes = _codes("term.parent_id IS NULL AND term.taxonomy_id", taxonomy)
        name = f"taxonomy{number}"
        yield Condition(f"entry.codes OPERATOR(pg_catalog.&&) %({name})s::int[]", {name: codes})


def of_services(filters: Filters) -> Iterator[Condition]:
    """What must be true of a service itself."""
    if filters.id:
        yield Condition("service.id = %(id)s", {"id": filters.id})
    if filters.organisation:
        family = FAMILY.format("id = %(organisation)s")
        yield Condition(f"service.organisation_id IN ({family})", {"organisation": filters.organisation})
    if filters.modified_after:
        yield Condition("service.changed_at >= %(modified_after)s", {"modified_after": filters.modified_after})


def _of_services(filters: Filters) -> Condition:
    """The same, asked of the entry."""
    every = [condition for condition in of_services(filters) if "id" not in condition.values]
    sql = " AND ".join(condition.sql for condition in every)
    values = {name: value for condition in every for name, value in condition.values.items()}
    return Condition(f"entry.service IN (SELECT service.id FROM catalogue_service service WHERE {sql})", values)


def _of_schedules(filters: Filters) -> Condition:
    conditions, values = ["true"], dict[str, Any]()
    for day in filters.days:
        # Without a pattern to compile this is five times as fast: a country has hundreds of thousands of rows.
        conditions.append(
            f"(strpos(split_part(split_part(schedule.rule, 'BYDAY=', 2), ';', 1), '{day}') > 0"
            " OR starts_with(schedule.rule, 'FREQ=DAILY') OR schedule.rule = ''"
            f" AND extract(isodow FROM schedule.starts_on) = {WEEKDAYS.index(day) + 1})"
        )
    for column, sign, limit in (("opens_at", ">=", filters.opens_from), ("closes_at", "<=", filters.closes_by)):
        if limit is not None:
            conditions.append(f"schedule.{column} {sign} %({column})s")
            values[column] = limit
    return Condition(
        f"""entry.service IN (
            SELECT coalesce(schedule.service_id, activity.service_id) FROM catalogue_schedule schedule
            LEFT JOIN catalogue_activity activity ON activity.id = schedule.activity_id
            WHERE {" AND ".join(conditions)})""",
        values,
    )


def _codes(condition: str, value: UUID) -> list[int]:
    """The codes of terms in the search; one that nothing has where none is used."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_CODES} WHERE {condition} = %s", [Facet.TERM.value, value])
        return [code(Kind.FACET, number) for (number,) in cursor.fetchall()] or [code(Kind.FACET, NOTHING)]


_CODES = """
    SELECT used.number FROM catalogue_term term JOIN catalogue_taxonomy taxonomy ON taxonomy.id = term.taxonomy_id
    JOIN catalogue_searchcode used ON used.kind = %s AND used.value = taxonomy.slug || ':' || term.code
"""
