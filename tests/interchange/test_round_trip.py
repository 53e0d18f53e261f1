"""A package that goes into another, empty installation comes out of it again as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from intreccio.catalogue.actions import index_waiting
from intreccio.interchange.hsds.package import write_package
from intreccio.interchange.hsds.queries.contents import everything
from intreccio.interchange.intake.packages import DIRECTORY
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import Asked
from intreccio.kernel.imports.models import ImportRun
from tests.interchange.hsds.packages import Package, read
from tests.interchange.intake.directories import source

MAY_DIFFER = {
    ("service", "last_modified"): "says when it changed in this installation",
}
"""Fields that may differ, and why."""


@dataclass(frozen=True)
class Trip:
    """A package, what came of it elsewhere, and how the second package was read there."""

    before: Package
    after: Package
    again: ImportRun


@pytest.fixture(scope="module")
def trip(
    demonstration_database, template_migrated, django_db_blocker, use_database, tmp_path_factory
) -> Iterator[Trip]:
    from intreccio.demo.building import NAME
    from intreccio.demo.places import add_province
    from tests import harness

    folder = tmp_path_factory.mktemp("trip")
    first, second = folder / "first.zip", folder / "second.zip"
    with django_db_blocker.unblock():
        with use_database(demonstration_database):
            write_package(first, everything())
        with harness.clone("mirror") as mirror, use_database(mirror):
            add_province(NAME, by=SYSTEM)
            source("mirror", language="it")
            read_in(first)
            index_waiting()
            write_package(second, everything())
            yield Trip(read(first), read(second), read_in(second))


def read_in(path: Path) -> ImportRun:
    with path.open("rb") as file:
        run = actions.stage(kind=DIRECTORY, file=file, name=path.name, asked=Asked(source="mirror"), by=SYSTEM)
    return actions.apply(run=actions.check(run=run, by=SYSTEM), by=SYSTEM)


def test_every_row_comes_back_as_it_was(trip: Trip) -> None:
    import os; open(os.environ['RTLOG'],'w').write('\n'.join(differences(trip.before, trip.after)))
    assert len(differences(trip.before, trip.after)) == 0


def differences(before: Package, after: Package) -> list[str]:
    return [
        line
        for table in sorted(before.tables.keys() | after.tables.keys())
        for line in _of_table(table, rows_of(before, table), rows_of(after, table))
    ]


def rows_of(package: Package, table: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in package.tables.get(table, [])}


def _of_table(table: str, before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> Iterator[str]:
    yield from (f"{table}: lost {before[id]}" for id in before.keys() - after.keys())
    yield from (f"{table}: new {after[id]}" for id in after.keys() - before.keys())
    for id in before.keys() & after.keys():
        for field, value in before[id].items():
            if value != after[id][field] and (table, field) not in MAY_DIFFER:
                yield f"{table}.{field} of {id}: {value!r} became {after[id][field]!r}"


def test_reading_what_came_out_changes_nothing(trip: Trip) -> None:
    assert (trip.again.new, trip.again.changed, trip.again.refused) == (0, 0, 0)
