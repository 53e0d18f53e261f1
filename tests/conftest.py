"""What every test stands on: the database of the run, the write guard, the clock."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from shutil import copytree

import django
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from tests import harness, hashing

_run = ExitStack()
BOTH = ["default", "side"]


def pytest_configure(config: pytest.Config) -> None:
    first = harness.TEMPLATE not in os.environ
    if first:
        harness.start(_run)
    django.setup()
    settings.PASSWORD_HASHERS = [hashing.QUICK]
    if first:
        from intreccio.kernel.preparing import collect_static

        collect_static(str)
    _keep_files_apart()
    _look_at_static_files_once()


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
        _use(dict.fromkeys(connections, database))
        yield
        _close_connections()


@pytest.fixture
def own_database(template_migrated: None, django_db_blocker) -> Iterator[str]:
    """A database of the test's own, where commits are real and other connections see them."""
    with django_db_blocker.unblock(), harness.clone(secrets.token_hex(4)) as database, _using(database):
        yield database


@pytest.fixture(scope="session")
def use_database() -> Callable[[str], AbstractContextManager[None]]:
    """Points Django's connections at another database within a block."""
    return _using


@pytest.fixture(scope="session")
def demonstration_template(template_migrated: None, django_db_blocker) -> str:
    """The demonstration territory, made by whichever worker comes first; to be cloned."""
    from intreccio.demo.building import build

    with django_db_blocker.unblock(), harness.demonstration_template() as (database, is_new):
        if is_new:
            with _using(database), hashing.as_in_production(), _in_the_shared_folder():
                build()
    _take_files_along()
    return database


@pytest.fixture(scope="session")
def demonstration_database(demonstration_template: str, worker_id: str) -> Iterator[str]:
    """This worker's clone of the demonstration."""
    with harness.clone(f"{worker_id}_demonstration", of=demonstration_template) as database:
        yield database


@pytest.fixture
def demonstration(demonstration_database: str, django_db_blocker) -> Iterator[str]:
    """The demonstration territory, to be read: its commits are real, so nothing but sessions is written."""
    with django_db_blocker.unblock(), _using(demonstration_database):
        yield demonstration_database


@pytest.fixture
def own_demonstration(demonstration_template: str, django_db_blocker) -> Iterator[str]:
    """The demonstration territory in a database of the test's own."""
    name = secrets.token_hex(4)
    with (
        django_db_blocker.unblock(),
        harness.clone(name, of=demonstration_template) as database,
        _using(database),
    ):
        yield database


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


@contextmanager
def _using(database: str) -> Iterator[None]:
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _use(dict.fromkeys(before, database))
    try:
        yield
    finally:
        _use(before)


def _use(databases: dict[str, str]) -> None:
    from intreccio.catalogue.queries import terms
    from intreccio.catalogue.search import snapshot

    _close_connections()
    terms.forget()
    snapshot.forget()
    for alias, database in databases.items():
        connections[alias].settings_dict["NAME"] = database


def _keep_files_apart() -> None:
    """A worker's own folder: a database that forgets a file must not take it from another with the same content."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        settings.INTRECCIO_DATA = _shared_folder() / worker
        settings.INTRECCIO_DATA.mkdir(exist_ok=True)


def _shared_folder() -> Path:
    return Path(os.environ["INTRECCIO_DATA"])


@contextmanager
def _in_the_shared_folder() -> Iterator[None]:
    before, settings.INTRECCIO_DATA = settings.INTRECCIO_DATA, _shared_folder()
    try:
        yield
    finally:
        settings.INTRECCIO_DATA = before


def _take_files_along() -> None:
    """The files of the demonstration, whichever worker made it."""
    if _shared_folder() != settings.INTRECCIO_DATA:
        copytree(_shared_folder() / "files", settings.INTRECCIO_DATA / "files", dirs_exist_ok=True)


def _look_at_static_files_once() -> None:
    # Each test client loads the middleware anew, and a third of the time of all pages went into finding hundreds
    # of files that are the same for the whole run.
    from whitenoise.base import WhiteNoise

    look, seen = WhiteNoise.update_files_dictionary, dict[tuple[str, str], dict]()

    def look_once(server: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in seen:
            look(server, root, prefix)
            seen[root, prefix] = dict(server.files)
        server.files.update(seen[root, prefix])

    WhiteNoise.update_files_dictionary = look_once


def _close_connections() -> None:
    for connection in connections.all():
        connection.close()
