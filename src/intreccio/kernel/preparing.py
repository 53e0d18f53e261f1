"""Making database and static files ready for this version of the code."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from intreccio.kernel.databases.migrating import migrate, missing_migrations

STAMP = "made-from"

Step = Callable[[], object]

_steps: list[Step] = []


def follow_migration(step: Step) -> None:
    """Have `step` run after every migration: it brings a room's shipped data up to date, and may be repeated.

    Called in `AppConfig.ready()`.
    """
    if step not in _steps:
        _steps.append(step)


def prepare(say: Callable[[str], None]) -> None:
    """Migrate and collect what is not up to date; `say` is told of each step taken."""
    missing = missing_migrations(using="owner")
    if missing:
        say(f"Migrating the database ({len(missing)} steps) ...")
    migrate()
    for step in _steps:
        step()
    collect_static(say)


def collect_static(say: Callable[[str], None]) -> None:
    """Collect, hash and compress static files, unless those there were made from the same sources."""
    root = Path(settings.STATIC_ROOT)
    stamp, sources = root / STAMP, _fingerprint()
    if stamp.is_file() and stamp.read_text() == sources:
        return
    say("Collecting static files ...")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(sources)


def _fingerprint() -> str:
    files = sorted(
        (path, status.st_size, status.st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
        for status in [Path(storage.path(path)).stat()]
    )
    return sha256(repr(files).encode()).hexdigest()
