"""A package that goes into another, empty installation comes out of it again as it was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.actions import index_waiting
from intreccio.catalogue.models import Activity, Service, Taxonomy, Term
from intreccio.demo.building import NAME
from intreccio.demo.places import add_province
from intreccio.interchange.hsds.package import write_package
from intreccio.interchange.hsds.queries.contents import everything
from intreccio.interchange.intake.packages import DIRECTORY
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import Asked
from intreccio.kernel.imports.models import ImportRun
from tests import harness
from tests.interchange.hsds.packages import Package, read
from tests.interchange.intake.directories import source

MAY_DIFFER = {
    ("service", "last_modified"): "says when the service last changed in the installation that writes it",
}
"""Fields that may differ, and why."""

SHOWN = 6
"""Services whose pages are compared."""


@dataclass(frozen=True)
class Trip:
    """A package, what came of it elsewhere, and how reading that again and undoing it ended there."""

    before: Package
    after: Package
    again: ImportRun
    left: dict[str, int]
    pages: dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]]


@pytest.fixture(scope="module")
def trip(
    demonstration_database, template_migrated, django_db_blocker, use_database, tmp_path_factory, worker_id
) -> Iterator[Trip]:
    folder = tmp_path_factory.mktemp("trip")
    first, second = folder / "first.zip", folder / "second.zip"
    with django_db_blocker.unblock(), harness.clone(f"{worker_id}_mirror") as mirror:
        with use_database(demonstration_database):
            write_package(first, everything())
            chosen = _chosen()
            here = {service: _shown(service) for service in chosen}
        with use_database(mirror):
            add_province(NAME, by=SYSTEM)
            source("mirror", language="it")
            run = read_in(first)
            index_waiting()
            write_package(second, everything())
            there = {service: _shown(service) for service in chosen}
            again = read_in(second)
            actions.undo(run=again, by=SYSTEM)
            actions.undo(run=run, by=SYSTEM)
            left = _left()
    yield Trip(read(first), read(second), again, left, {each: (here[each], there[each]) for each in chosen})


def read_in(path: Path) -> ImportRun:
    with path.open("rb") as file:
        run = actions.stage(kind=DIRECTORY, file=file, name=path.name, asked=Asked(source="mirror"), by=SYSTEM)
    return actions.apply(run=actions.check(run=run, by=SYSTEM), by=SYSTEM)


def _chosen() -> list[str]:
    """Services that have something of everything."""
    rich = Service.objects.filter(state="published").exclude(freshness="hidden").exclude(activities=None)
    benefits = Service.objects.filter(kind="benefit", state="published")
    keys = [*rich.order_by("pk")[: SHOWN - 2], *benefits.order_by("pk")[:2]]
    return [str(service.pk) for service in dict.fromkeys(keys)]


def _shown(service: str) -> dict[str, list[str]]:
    """What its page says, by language."""
    return {language: _page(service, language) for language in ("it", "en")}


def _page(service: str, language: str) -> list[str]:
    visitor = Client(headers={"X-Forwarded-Proto": "https", "Accept-Language": language})
    answer = visitor.get(f"/services/{service}/", follow=True)
    assert answer.status_code == 200
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert main
    # Pathways, places and how soon referrals are answered are a network's own: no standard carries them.
    own = r'<section aria-labelledby="pathways">.*?</section>|<p class="(?:group-book|answers-within).*?</p>'
    carried = re.sub(own, "", main[0], flags=re.DOTALL)
    return [line for line in map(str.strip, re.sub(r"<[^>]+>", "\n", carried).split("\n")) if line]


def _left() -> dict[str, int]:
    """How many there are of everything."""
    models = (Organisation, Site, Service, Activity, Taxonomy, Term)
    return {model.__name__: model._default_manager.count() for model in models}


def test_every_row_comes_back_as_it_was(trip: Trip) -> None:
    assert list(differences(trip.before, trip.after)) == []


def differences(before: Package, after: Package) -> Iterator[str]:
    for table in sorted(before.tables.keys() | after.tables.keys()):
        rows, others = rows_of(before, table), rows_of(after, table)
        yield from (f"{table}: lost {rows[id]}" for id in rows.keys() - others.keys())
        yield from (f"{table}: new {others[id]}" for id in others.keys() - rows.keys())
        for id in rows.keys() & others.keys():
            for field, value in rows[id].items():
                if value != others[id][field] and (table, field) not in MAY_DIFFER:
                    yield f"{table}.{field} of {id}: {value!r} became {others[id][field]!r}"


def rows_of(package: Package, table: str) -> dict[str, dict[str, str]]:
    rows = package.tables.get(table, [])
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows), table
    return found


def test_reading_what_came_out_changes_nothing(trip: Trip) -> None:
    assert (trip.again.new, trip.again.changed, trip.again.refused) == (0, 0, 0)


def test_undoing_takes_out_all_that_came_in(trip: Trip) -> None:
    assert trip.left == dict.fromkeys(trip.left, 0)


def test_pages_say_the_same_in_italian_and_english(trip: Trip) -> None:
    for here, there in trip.pages.values():
        assert there == here
