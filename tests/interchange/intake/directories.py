"""Directories made by hand: rows as reading gives them, and the whole way in."""

import io

from intreccio.catalogue.models import Source
from intreccio.interchange.directories.rows import Directory, Format, Row, TableFound
from intreccio.interchange.intake.kinds import DirectoryKind
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import Asked, Shape, register_kind
from intreccio.kernel.text import Translated


class MadeUp(Directory):
    """A directory of the given rows: pairs of table and values, the key under "id"."""

    format = Format.HSDS_TABLES
    version = ""
    aside = ()
    fingerprint = ""

    def __init__(self, rows):
        self._rows = [row if isinstance(row, Row) else _row(place, *row) for place, row in enumerate(rows, 2)]
        self.tables = tuple(TableFound(table, f"{table}.csv") for table in {row.table for row in self._rows})

    def rows(self):
        return iter(self._rows)

    def close(self):
        pass


def _row(line, table, values):
    said = dict(values)
    return Row(table, f"{table}.csv", line, str(said.pop("id", "")), said)


class MadeUpReader:
    """Reads what a test has put down."""

    rows = ()

    def look(self, file, *, name, asked):
        return Shape(len(self.rows))

    def open(self, file, *, run):
        return MadeUp(self.rows)


READER = MadeUpReader()
KIND = DirectoryKind("test-directory", Translated(it="Prova", en="Test"), READER)
register_kind(KIND)


@upkeep
def source(slug="feed", **options):
    """A source, vouched for unless said otherwise."""
    options = {"name": slug.title(), "language": "en", "vouched": True, **options}
    return Source.objects.get_or_create(slug=slug, defaults=options)[0]


def checked(rows, of="feed", **asked):
    """Stage and check rows of a source."""
    READER.rows = list(rows)
    staged = actions.stage(
        kind=KIND, file=io.BytesIO(b"rows"), name="rows.zip", asked=Asked(source=of, **asked), by=SYSTEM
    )
    return actions.check(run=staged, by=SYSTEM)


def applied(rows, of="feed", **asked):
    """Stage, check and apply rows of a source."""
    return actions.apply(run=checked(rows, of, **asked), by=SYSTEM)


def organization(key="o1", **values):
    return "organization", {"id": key, "name": f"Organisation {key}", **values}


def location(key="l1", of="o1", **values):
    return "location", {"id": key, "organization_id": of, "name": f"Place {key}", **values}


def service(key="s1", of="o1", **values):
    return "service", {"id": key, "organization_id": of, "name": f"Service {key}", "status": "active", **values}


def held(service="s1", location="l1"):
    return "service_at_location", {
        "id": f"{service}-{location}",
        "service_id": service,
        "location_id": location,
    }
