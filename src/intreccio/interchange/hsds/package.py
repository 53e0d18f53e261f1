"""The directory as a tabular package of HSDS: a table a file, with a description of them all.

What a table must have and a row has not, keeps that row out: HSDS wants a postcode, say. Attributes of our own
still hold what is known (see `extras`).
"""

import csv
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from intreccio.actors.models import Site
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.interchange.hsds import extras
from intreccio.interchange.hsds.flattening import flat, is_whole
from intreccio.interchange.hsds.objects.locations import full_location
from intreccio.interchange.hsds.objects.making import Making, Object
from intreccio.interchange.hsds.objects.organisations import described_organisation, program
from intreccio.interchange.hsds.objects.services import full_service
from intreccio.interchange.hsds.objects.terms import taxonomy, term
from intreccio.interchange.hsds.queries import loading
from intreccio.interchange.hsds.queries.contents import Contents
from intreccio.interchange.hsds.standard import VERSION, Kind, Thing, things
from intreccio.interchange.hsds.words import DEMONSTRATION
from intreccio.kernel import clock

BATCH = 500
DESCRIPTION = "datapackage.json"
ALWAYS = ("organization", "service")
"""Tables that are there even if they are empty."""

Progress = Callable[[int, int], None]


class PathTaken(ValueError):
    """There is something already where the package should go."""


@dataclass
class Written:
    """How many rows each table got."""

    rows: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def write_package(
    target: Path, contents: Contents, *, force: bool = False, progress: Progress = lambda done, total: None
) -> Written:
    """Write the package, a zip where the name ends so and else a folder: whole, or not at all.

    `force` replaces a file, or a folder that holds a package; nothing else is ever replaced. `PathTaken`.
    """
    _refuse_taken(target, force)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as made:
        folder = Path(made) / "tables"
        folder.mkdir()
        with _one_moment():
            written = _write_tables(folder, contents, progress)
        if target.suffix == ".zip":
            _pack(folder, Path(made) / "package").replace(target)
        else:
            _move(folder, target, Path(made) / "before")
    return written


def _write_tables(folder: Path, contents: Contents, progress: Progress) -> Written:
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        for name in ALWAYS:
            tables.open(name)
        done, total = 0, contents.count()
        for thing, objects in _objects(contents):
            for made in objects:
                tables.add(thing, made)
            done += len(objects)
            progress(min(done, total), total)
    (folder / DESCRIPTION).write_text(json.dumps(description(tables.written), ensure_ascii=False, indent=1))
    return tables.written


def _objects(contents: Contents) -> Iterator[tuple[str, Sequence[Object]]]:
    """Everything in batches, what is pointed to before what points to it."""
    plain = Making(exact=True)
    rows = loading.all_taxonomies()
    yield "taxonomy", [extras.taxonomy(), *(taxonomy(row, plain) for row in rows)]
    yield "taxonomy_term", [*extras.terms(), *(term(row, plain) for row in loading.all_terms())]
    for ids in contents.organisations.batches(BATCH):
        yield "organization", _organisations(ids)
    for ids in contents.sites.batches(BATCH):
        yield "location", _locations(ids)
    for ids in contents.services.batches(BATCH):
        yield "service", _services(ids)


def _organisations(ids: Sequence[UUID]) -> list[Object]:
    rows, making = loading.full_organisations(ids, exact=True)
    return [
        described_organisation(row, making) | {"programs": [program(unit) for unit in making.parts.units[row.pk]]}
        for row in rows
    ]


def _locations(ids: Sequence[UUID]) -> list[Object]:
    rows, making = loading.sites(ids, exact=True)
    return [full_location(site, making) | _belonging(site) for site in rows]


def _belonging(site: Site) -> Object:
    """Whose place it is, if everybody may see them."""
    seen = Verification(site.organisation.verification) in PUBLICLY_SEEN
    return {"organization_id": str(site.organisation.pk)} if seen else {}


def _services(ids: Sequence[UUID]) -> list[Object]:
    rows, making = loading.full_services(ids, exact=True)
    return [full_service(row, making) for row in rows]


class _Tables:
    """The files of a package while it is written."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.written = Written()
        self._folder, self._stack = folder, stack
        self._writers: dict[str, csv.DictWriter[str]] = {}

    def open(self, table: str) -> None:
        known = things()[table]
        opened: TextIO = (self._folder / known.file).open("w", encoding="utf-8", newline="")
        self._writers[table] = csv.DictWriter(self._stack.enter_context(opened), list(known.fields))
        self._writers[table].writeheader()
        self.written.rows[table] = 0

    def add(self, thing: str, made: Object) -> None:
        for table, row in flat(thing, made):
            if not is_whole(table, row):
                continue
            if table not in self._writers:
                self.open(table)
            self._writers[table].writerow(row)
            self.written.rows[table] += 1


def description(written: Written) -> dict[str, Any]:
    """The package's own description of its tables (Tabular Data Package)."""
    notice = f" {DEMONSTRATION['it']} {DEMONSTRATION['en']}" if settings.INTRECCIO_DEMONSTRATION else ""
    return {
        "profile": "tabular-data-package",
        "name": "intreccio-hsds",
        "title": "Intreccio",
        "description": f"The directory of services, in HSDS {VERSION}.{notice}",
        "version": VERSION,
        "created": clock.now().isoformat(timespec="seconds"),
        "resources": [_resource(thing, written) for thing in things().values() if thing.name in written.rows],
    }


def _resource(thing: Thing, written: Written) -> dict[str, Any]:
    links = [
        {"fields": name, "reference": {"resource": target, "fields": "id"}}
        for name, target in thing.links.items()
        if target in written.rows
    ]
    return {
        "name": thing.name,
        "path": thing.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(thing, name) for name in thing.fields],
            "primaryKey": "id",
            **({"foreignKeys": links} if links else {}),
        },
    }


def _field(thing: Thing, name: str) -> dict[str, Any]:
    known = thing.fields[name]
    plain = {Kind.UUID, Kind.URI, Kind.EMAIL}
    kind = {"type": "string"} if known.kind in {Kind.TEXT, *plain} else {"type": known.kind.value}
    required = known.required or name in thing.tabular_required
    limits = {"required": required} | ({"enum": list(known.choices)} if known.choices else {})
    # A time of HSDS has its offset from UTC, which plain times have not.
    form = (
        {"format": known.kind.value}
        if known.kind in plain
        else {"format": "any"}
        if kind["type"] == "time"
        else {}
    )
    return {"name": name, **kind, **form, "constraints": limits | ({"unique": True} if name == "id" else {})}


def _pack(folder: Path, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in sorted(folder.iterdir()):
            archive.write(table, table.name)
    return file


def _refuse_taken(target: Path, force: bool) -> None:
    if not target.exists():
        return
    if not force:
        raise PathTaken(f"{target} exists; --force replaces it.")
    if target.is_dir() != (target.suffix != ".zip") or (target.is_dir() and not (target / DESCRIPTION).is_file()):
        raise PathTaken(f"{target} exists and is no package; it is not replaced.")


def _move(folder: Path, target: Path, before: Path) -> None:
    """Put the folder in its place; what stood there goes only once it is."""
    folder.chmod(0o755)
    if target.exists():
        target.replace(before)
    folder.replace(target)
    shutil.rmtree(before, ignore_errors=True)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything as it is at one moment, whatever others change meanwhile."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
