"""What a `datapackage.json` tells of the files beside it.

Source: https://specs.frictionlessdata.io/data-package/
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from intreccio.interchange.directories.json_text import LARGEST, parse
from intreccio.interchange.directories.members import Member
from intreccio.interchange.directories.names import folded_named, table_named
from intreccio.interchange.directories.rows import Aside
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

NAME = "datapackage.json"

LISTED_NOT_THERE = Translated(
    it=f"Sta nell'elenco di {NAME}, ma non c'è.", en=f"It is on the list of {NAME}, but it is not there."
)
UNREADABLE = Translated(
    it="Non si legge: le tabelle sono riconosciute dal nome dei file.",
    en="It cannot be read: the tables are recognised by the names of their files.",
)


@dataclass(frozen=True)
class Package:
    """The tables that a package lists, by the paths of their files."""

    member: Member
    tables: Mapping[str, str]
    sound: bool = True

    def table_of(self, member: Member) -> str:
        """The name of the table in a file: as the package says, else as the file is called."""
        named = self.tables.get(member.name, "")
        return named if table_named(named) or folded_named(named) else member.stem

    def aside(self, members: Sequence[Member]) -> Iterator[Aside]:
        """What there is to tell of the package: files that are not there, or that it cannot be read."""
        if not self.sound:
            yield Aside(self.member.name, UNREADABLE)
        there = {member.name for member in members}
        yield from (Aside(path, LISTED_NOT_THERE) for path in self.tables if path not in there)


def read_package(members: Sequence[Member]) -> Package | None:
    """The package among these files, if there is one: the topmost. Its paths never lead out of the directory."""
    found = [member for member in members if PurePosixPath(member.name).name.casefold() == NAME]
    if not found:
        return None
    member = min(found, key=lambda each: len(PurePosixPath(each.name).parts))
    try:
        with member.open() as file:
            value, _ = parse(file.read(LARGEST).decode("utf-8-sig").strip())
    except (Refused, UnicodeDecodeError, json.JSONDecodeError):
        return Package(member, {}, sound=False)
    folder = PurePosixPath(member.name).parent
    return Package(member, {str(folder / path): name for name, path in _resources(value)})


def _resources(value: JSON) -> Iterator[tuple[str, str]]:
    """The name and path of each file that a package lists."""
    resources = value.get("resources") if isinstance(value, dict) else None
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict):
            paths = resource.get("path")
            for path in paths if isinstance(paths, list) else [paths]:
                if isinstance(path, str) and path:
                    yield str(resource.get("name") or ""), path
