"""The written part of the demonstration: one file per organisation."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

FOLDER = files("intreccio.demo") / "data"

Row = dict[str, Any]


@dataclass(frozen=True)
class OrganisationContent:
    """What one file says: fields of the organisation, its units, sites and services, as tables of TOML."""

    slug: str
    fields: Row
    units: list[Row] = field(default_factory=list)
    sites: list[Row] = field(default_factory=list)
    services: list[Row] = field(default_factory=list)


def read_organisations() -> Iterator[OrganisationContent]:
    """Every written organisation, by slug."""
    for file in sorted((FOLDER / "organisations").iterdir(), key=lambda file: file.name):
        yield content_of(tomllib.loads(file.read_text(encoding="utf-8")))


def content_of(row: Row) -> OrganisationContent:
    """One organisation from its table."""
    parts = {name: row.get(name, []) for name in ("units", "sites", "services")}
    fields = {name: value for name, value in row.items() if name not in parts}
    return OrganisationContent(row["slug"], fields, **parts)


def read_table(name: str) -> Row:
    """A data file of the demonstration, such as `places`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
