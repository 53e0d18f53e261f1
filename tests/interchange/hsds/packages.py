"""Reading a package back, as whoever gets it does: by its files alone."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Rows = list[dict[str, str]]


@dataclass
class Package:
    """The tables of a package by name, and its description."""

    tables: dict[str, Rows]
    description: dict[str, Any]

    def by_id(self, table: str) -> dict[str, dict[str, str]]:
        return {row["id"]: row for row in self.tables[table]}

    def of(self, table: str, link: str, owner: object) -> Rows:
        """The rows of a table that belong to something."""
        id = str(owner)
        return [row for row in self.tables.get(table, []) if row[link] == id]


def read(path: Path) -> Package:
    """The package in a zip or a folder."""
    if path.is_dir():
        files = {file.name: file.read_bytes() for file in path.iterdir()}
    else:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    description = json.loads(files.pop("datapackage.json"))
    tables = {
        resource["name"]: list(csv.DictReader(io.StringIO(files.pop(resource["path"]).decode(), newline="")))
        for resource in description["resources"]
    }
    assert files == {}
    return Package(tables, description)
