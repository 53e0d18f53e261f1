"""Whatever breaks off an import, the catalogue is as before, and the import can be done again."""

import io
import os
import subprocess
import sys
import threading
from zipfile import ZipFile

import psycopg
import pytest
from django.db import connection, connections

from intreccio.catalogue.actions import SourceDetails, add_source, index_waiting
from intreccio.catalogue.models import SearchEntry, Service
from intreccio.catalogue.search.models import SearchWaiting
from intreccio.interchange.intake.packages import DIRECTORY
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.roles import LoginRole
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import OutOfDate
from intreccio.kernel.imports.models import ImportRun
from tests.harness import URLS, superuser_connection, url_of
from tests.snapshots import snapshot

TABLES = ("actors_organisation", "actors_site", "catalogue_service", "catalogue_servicetext", "catalogue_sourcerecord",
          "catalogue_searchwaiting", "catalogue_searchentry")  # fmt: skip


def package(services=50, description="We walk."):
    rows = "".join(f"s{n},o1,Service {n},{description},active\n" for n in range(services))
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("organizations.csv", "id,name,description\no1,Body,Text\n")
        archive.writestr("services.csv", f"id,organization_id,name,description,status\n{rows}")
    content.seek(0)
    return content


def checked(file):
    asked = actions.Asked(source="feed")
    run = actions.stage(kind=DIRECTORY, file=file, name="package.zip", asked=asked, by=SYSTEM)
    return actions.check(run=run, by=SYSTEM)


@pytest.fixture
def database(own_database):
    add_source(slug="feed", details=SourceDetails("Feed", language="en", vouched=True), by=SYSTEM)
    return own_database


def importing(database, path):
    """The command, under way in a process of its own."""
    urls = {name: url_of(role, database) for role, name in URLS.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "intreccio", "import", "directory", str(path), "--source", "feed"],
        env={**os.environ, **urls},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )


def waiting_for_a_lock(watcher, database):
    """The backend of the application that waits for a lock, once there is one."""
    while True:
        row = watcher.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND usename = %s AND wait_event_type = 'Lock'",
            [database, LoginRole.APPLICATION],
        ).fetchone()
        if row:
            return row[0]


def gone(watcher, pid):
    while watcher.execute("SELECT FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone():
        pass


def test_a_process_killed_while_it_writes_leaves_the_catalogue_as_before(database, tmp_path):
    path = tmp_path / "package.zip"
    path.write_bytes(package(20).getvalue())
    assert importing(database, path).wait() == 0
    before = snapshot(*TABLES)
    path.write_bytes(package(40, "We run.").getvalue())
    with superuser_connection(database) as watcher, psycopg.connect(watcher.info.dsn) as holder:
        holder.execute("LOCK TABLE catalogue_sourcerecord IN SHARE MODE")
        process = importing(database, path)
        backend = waiting_for_a_lock(watcher, database)
        process.kill()
        process.wait()
        holder.rollback()
        gone(watcher, backend)
    assert snapshot(*TABLES) == before
    assert importing(database, path).wait() == 0
    assert Service.objects.count() == 40
    assert SearchEntry.objects.count() == 40


def test_what_was_written_and_not_indexed_yet_is_indexed_later(database):
    run = checked(package())
    actions._apply(run=run, by=SYSTEM, progress=actions.no_progress)
    assert SearchWaiting.objects.count() == 50
    assert not SearchEntry.objects.exists()
    assert index_waiting() == 50
    assert SearchEntry.objects.count() == 50


def test_the_same_file_twice_at_once_is_taken_once(database):
    outcomes, ready = [], threading.Barrier(2)

    def take():
        try:
            run = checked(package())
            ready.wait()
            actions.apply(run=run, by=SYSTEM)
            outcomes.append("applied")
        except OutOfDate:
            outcomes.append("out of date")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["applied", "out of date"]
    assert Service.objects.count() == 50
    late = ImportRun.objects.get(state="checked")
    again = actions.check(run=late, by=SYSTEM)
    assert (again.new, again.unchanged) == (0, 51)


def test_two_sources_do_not_wait_for_each_other(database):
    add_source(slug="other", details=SourceDetails("Other", language="en", vouched=True), by=SYSTEM)
    first = checked(package())
    second = actions.stage(
        kind=DIRECTORY, file=package(), name="b.zip", asked=actions.Asked(source="other"), by=SYSTEM
    )
    second = actions.check(run=second, by=SYSTEM)
    with psycopg.connect(url_of(LoginRole.APPLICATION, database)) as holder:
        holder.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import directory {first.source}"]
        )
        actions.apply(run=second, by=SYSTEM)
    assert Service.objects.count() == 50


@pytest.fixture
def full_disk(database):
    """A database that has no room for what sources said."""
    with superuser_connection(database) as owner:
        owner.execute(
            """
            CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON catalogue_sourcerecord EXECUTE FUNCTION no_room()
            """
        )


def test_a_full_disk_is_told_and_leaves_nothing(full_disk):
    run = checked(package())
    before = snapshot(*TABLES)
    with pytest.raises(actions.StepFailed, match="No space left"):
        actions.apply(run=run, by=SYSTEM)
    assert snapshot(*TABLES) == before
    run.refresh_from_db()
    assert (run.state, "No space left" in run.problem) == ("failed", True)


def test_a_stopped_check_leaves_no_rows(database):
    def stop(done, total):
        raise actions.Stopped

    asked = actions.Asked(source="feed")
    run = actions.stage(kind=DIRECTORY, file=package(), name="p.zip", asked=asked, by=SYSTEM)
    with pytest.raises(actions.Stopped):
        actions.check(run=run, by=SYSTEM, progress=stop)
    assert not run.rows.exists()
    assert connection.in_atomic_block is False
