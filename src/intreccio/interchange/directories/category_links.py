"""A list of the categories of each service, in JSON, beside the tables of an Ohana directory."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from intreccio.interchange.directories.members import Member
from intreccio.interchange.directories.parts import REPEATED
from intreccio.interchange.directories.records import Record
from intreccio.interchange.directories.refining import Refiner
from intreccio.interchange.directories.rows import Row, TableFound
from intreccio.kernel.imports.kinds import Note

LARGEST = 50_000_000
"""Bytes."""


@dataclass(frozen=True)
class CategoryLinks:
    """`{"<service>": ["<category>", …]}`: ids of services and of taxonomy terms, told by their other id."""

    member: Member
    links: Mapping[str, list[str]]

    @property
    def name(self) -> str:
        """The file, as reports call it."""
        return self.member.name

    @property
    def found(self) -> TableFound:
        """What to tell of it before it is read."""
        return TableFound("attribute", self.name, len(self.links))

    def rows(self, terms: Mapping[str, str], refiner: Refiner) -> Iterator[Row]:
        """An attribute for each category of a service; `line` counts the services."""
        for number, (service, categories) in enumerate(self.links.items(), 1):
            for category in dict.fromkeys(categories):
                term = terms.get(category, category)
                said = {"link_id": service, "link_entity": "service", "taxonomy_term_id": term}
                record = Record("attribute", self.name, number, f"service:{service}:{term}", said)
                if categories.count(category) > 1:
                    record.mends.append(Note("taxonomy_term_id", REPEATED))
                yield from refiner.rows(record)


def category_links(member: Member) -> CategoryLinks | None:
    """The links in a JSON file; None where it holds something else."""
    with member.open() as file:
        content = file.read(LARGEST + 1)
    try:
        found = json.loads(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not found or not all(map(_are_ids, found.values())):
        return None
    return CategoryLinks(member, {key: list(map(str, ids)) for key, ids in found.items()})


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str | int) for each in value)
