"""What every test stands on: the database of the run, the write guard, the clock."""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack

import django
import psycopg
import pytest
from django.db import connections
from django.test import Client

from tests import harness

_run = ExitStack()
BOTH = ["default", "side"]


def pytest_configure(config: pytest.Config) -> None:
    first = harness.TEMPLATE not in os.environ
    if first:
        harness.start(_run)
    django.setup()
    if first:
        from intreccio.kernel.preparing import collect_static

        collect_static(str)


def pytest_unconfigure(config: pytest.Config) -> None:
    _run.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases=BOTH), append=False)


@pytest.fixture(scope="session")
def template_migrated(django_db_blocker) -> None:
    """The run's template database, migrated by whichever worker comes first."""
    from intreccio.kernel.databases.migrating import migrate, missing_migrations

    superuser = os.environ[harness.SUPERUSER]
    with django_db_blocker.unblock(), psycopg.connect(superuser, autocommit=True) as lock:
        lock.execute("SELECT pg_advisory_lock(%s)", [harness.TEMPLATE_LOCK])
        if missing_migrations(using="owner"):
            migrate()
        _close_connections()


@pytest.fixture(scope="session")
def django_db_setup(template_migrated: None, django_db_blocker, worker_id: str) -> Iterator[None]:
    """Replaces pytest-django's: this worker's own clone of the template."""
    with django_db_blocker.unblock(), harness.clone(worker_id) as database:
        _use(database)
        yield
        _close_connections()


@pytest.fixture
def own_database(template_migrated: None, django_db_blocker) -> Iterator[str]:
    """A database of the test's own, where commits are real and other connections see them."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    with django_db_blocker.unblock(), harness.clone(secrets.token_hex(4)) as database:
        _use(database)
        yield database
        _close_connections()
        for alias, name in before.items():
            connections[alias].settings_dict["NAME"] = name


@pytest.fixture
def client() -> Client:
    """A browser that comes through the proxy, encrypted as in production."""
    return Client(headers={"X-Forwarded-Proto": "https"})


@pytest.fixture(autouse=True)
def guard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Only actions write."""
    from intreccio.kernel.guard import watch

    with ExitStack() as stack:
        watch(stack)
        yield


def _use(database: str) -> None:
    _close_connections()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database


def _close_connections() -> None:
    for connection in connections.all():
        connection.close()
