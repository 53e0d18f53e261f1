"""From what lines say to rows: each line a service, with its organisation and its place where they are new."""

from collections.abc import Sequence
from typing import NamedTuple

from intreccio.interchange.directories.cleaning.countries import ITALY
from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.interchange.directories.flat.addresses import WHERE, Where, places_in
from intreccio.interchange.directories.flat.dates import day_of
from intreccio.interchange.directories.flat.fields import CATEGORIES, DAY_FIELDS, PHONES
from intreccio.interchange.directories.flat.hours import day_texts, hours_parts
from intreccio.interchange.directories.flat.identity import Keys, tax_code_in
from intreccio.interchange.directories.flat.lines import Said
from intreccio.interchange.directories.flat.parts import Part, PartReader
from intreccio.interchange.directories.flat.places import place_rows
from intreccio.interchange.directories.flat.services import service_values
from intreccio.interchange.directories.records import Record, Surroundings
from intreccio.interchange.directories.refining import Refiner
from intreccio.interchange.directories.rows import Row
from intreccio.kernel.imports.kinds import Note
from intreccio.kernel.imports.mapping import ColumnMapping
from intreccio.kernel.text import Translated

OF_SERVICE = (*PHONES, *CATEGORIES, "cost", "languages", "documents", "area")
"""Fields whose cells say parts of the service, in the order in which their rows come."""

_OF_ORGANISATION = (
    ("organisation_email", "email"),
    ("organisation_website", "website"),
    ("organisation_description", "description"),
)

NO_NAME = Translated(
    it="manca, e senza non si può importare.", en="is missing, and nothing can be imported without."
)


class _First(NamedTuple):
    """Where a service was first told, and what of."""

    line: int
    content: int


class RowMaker:
    """Makes the rows of a list. Organisations, places and terms come once, with the first line that names them.

    `owner` offers what no line says who offers.
    """

    def __init__(
        self, file: str, mapping: ColumnMapping, *, country: str = ITALY, owner: str = "", secret: bytes = b""
    ) -> None:
        self._file, self._country, self._owner = file, country, owner
        self._keys = Keys(secret)
        self._refiner = Refiner(Surroundings(country=country))
        self._parts = PartReader(self._refiner, columns=mapping)
        self._of_service = [field for field in OF_SERVICE if field in mapping]
        self._has_days = not DAY_FIELDS.isdisjoint(mapping)
        self._given: set[int] = set()
        self._services: dict[str, _First] = {}

    def rows(self, said: Said) -> list[Row]:
        """The rows of one line, at least one."""
        if said.problems:
            return [self._refused(said, said.problems)]
        if not said["service"]:
            return [self._refused(said, [Note("service", NO_NAME)])]
        rows: list[Row] = []
        places = places_in(said.fields, is_italian=self._country == ITALY)
        organisation = self._organisation(said, places[0].town if places else "", rows)
        locations = [self._location(said, organisation, place, rows) for place in places]
        service = said["id"] or self._keys.service(said["service"], organisation, " ".join(locations))
        if problem := self._service(said, organisation, service, rows):
            return [*rows, self._refused(said, [problem], key=service)]
        for location in locations:
            self._at_location(said, service, location, rows)
        self._add_parts(said, service, locations[0] if len(locations) == 1 else "", rows)
        return rows or [self._refused(said, [Note("", _repeats(self._services[service].line))], key=service)]

    def _organisation(self, said: Said, town: str, rows: list[Row]) -> str:
        name = said["organisation"] or self._owner or said["service"]
        code = tax_code_in(said["tax_code"]) if said["tax_code"] else ""
        if said["tax_code"] and not code:
            said.mends.append(Note("tax_code", _no_tax_code(said["tax_code"])))
        key = self._keys.organisation(name, code, town)
        if self._is_new("organization", key):
            told = {"name": name} | ({"tax_id": code} if code else {})
            told |= {name: said[field] for field, name in _OF_ORGANISATION if field in said.fields}
            rows += self._refiner.rows(Record("organization", self._file, said.number, key, told))
        return key

    def _location(self, said: Said, organisation: str, place: Where, rows: list[Row]) -> str:
        key = self._keys.place(organisation, place)
        if self._is_new("location", key):
            rows += place_rows(
                place,
                file=self._file,
                line=said.number,
                key=key,
                organisation=organisation,
                owner=said["organisation"] or self._owner or said["service"],
                transport=said["transport"],
                country=self._country,
            )
        if "accessibility" in said.fields:
            parts = self._parts.parts("accessibility", said["accessibility"])
            self._add(parts, said.number, key, {"location_id": key}, rows)
        return key

    def _service(self, said: Said, organisation: str, key: str, rows: list[Row]) -> Note | None:
        """Adds the service, once; a problem where an earlier line said otherwise of it."""
        values, mends = service_values(said, organisation)
        content = hash(tuple(values.values()))
        first = self._services.setdefault(key, _First(said.number, content))
        if first.line == said.number:
            rows.append(Row("service", self._file, said.number, key, values, tuple(mends)))
        elif first.content != content:
            return Note("id", _says_otherwise(first.line))
        return None

    def _at_location(self, said: Said, service: str, location: str, rows: list[Row]) -> None:
        key = f"{service}@{location}"
        if self._is_new("service_at_location", key):
            values = {"service_id": service, "location_id": location}
            rows.append(Row("service_at_location", self._file, said.number, key, values))

    def _add_parts(self, said: Said, service: str, location: str, rows: list[Row]) -> None:
        fields, link = said.fields, {"service_id": service}
        for field in self._of_service:
            if field in fields:
                self._add(self._parts.parts(field, fields[field]), said.number, service, link, rows)
        if "contact" in fields or "contact_role" in fields:
            contact = {"name": said["contact"], "title": said["contact_role"]}
            told = {name: text for name, text in contact.items() if text}
            self._add([Part("contact", " ".join(told.values()), told)], said.number, service, link, rows)
        self._add_hours(said, f"{service}@{location}" if location else "", service, rows)

    def _add_hours(self, said: Said, at_location: str, service: str, rows: list[Row]) -> None:
        texts = [*filter(None, [said["hours"]]), *(day_texts(said.fields) if self._has_days else ())]
        link = {"service_at_location_id": at_location} if at_location else {"service_id": service}
        for name, field in (("valid_from", "starts_on"), ("valid_to", "ends_on")):
            if field in said.fields and (day := day_of(said[field])):
                link[name] = day
        for text in texts:
            self._add(hours_parts(text), said.number, at_location or service, link, rows)

    def _add(self, parts: Sequence[Part], line: int, owner: str, link: dict[str, str], rows: list[Row]) -> None:
        for table, suffix, values, mends, problems in parts:
            key = f"{owner}#{suffix}"
            if table == "taxonomy_term":
                key, whole = suffix, values
            elif table == "attribute":
                whole = {**values, "link_id": owner}
            else:
                whole = {**values, **link}
            if self._is_new(table, key):
                rows.append(Row(table, self._file, line, key, whole, mends, problems))

    def _is_new(self, table: str, key: str) -> bool:
        """Whether a row is the first of this key. Hashes are kept, not keys: a million take some 60 MB."""
        mark = hash((table, key))
        if mark in self._given:
            return False
        self._given.add(mark)
        return True

    def _refused(self, said: Said, problems: Sequence[Note], key: str = "") -> Row:
        key = key or said["id"] or f"line {said.number}"
        values = {name: text for name, text in said.fields.items() if name not in WHERE}
        return Row("service", self._file, said.number, key, values, tuple(said.mends), tuple(problems))


def _repeats(line: int) -> Translated:
    return Translated(it=f"ripete la riga {line} del file.", en=f"repeats line {line} of the file.")


def _says_otherwise(line: int) -> Translated:
    return Translated(
        it=f"è lo stesso servizio della riga {line}, ma dice altro: decidi quale vale.",
        en=f"is the same service as on line {line}, but says otherwise: decide which holds.",
    )


def _no_tax_code(text: str) -> Translated:
    quoted = shortened(text)
    return Translated(
        it=f"«{quoted}» non è un codice fiscale valido: importato senza.",
        en=f"“{quoted}” is no valid tax code: imported without.",
    )
