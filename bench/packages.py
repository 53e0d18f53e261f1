"""Made-up packages of HSDS tables, always the same from their seed: flat ones and full ones.

Words follow Zipf's law as in `bench.country`; every third service has an organisation of its own, every second a
place in a municipality drawn by its residents; opening hours are few patterns kept by many.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from bench.country import DAYS, KINDS, WORDS_IN_NAME, WORDS_IN_SUMMARY, Country

TERMS = 300
FLAT = ("organization", "service")
Row = Mapping[str, object]

COLUMNS = {
    "organization": "id name description email website",
    "location": "id organization_id location_type name latitude longitude",
    "address": "id location_id address_1 city state_province postal_code country address_type",
    "taxonomy": "id name description",
    "taxonomy_term": "id taxonomy_id code name description parent_id",
    "service": "id organization_id name description email url status minimum_age assured_date",
    "service_at_location": "id service_id location_id",
    "phone": "id service_id organization_id number type description",
    "contact": "id service_id name title email",
    "schedule": "id service_id freq byday opens_at closes_at valid_from",
    "language": "id service_id code name",
    "cost_option": "id service_id option amount currency",
    "required_document": "id service_id document",
    "attribute": "id link_id link_entity taxonomy_term_id",
}


class Package:
    """The rows of a package of so many services, by table, drawn one after the other."""

    def __init__(self, services: int, *, full: bool, seed: int = 1) -> None:
        self._services = services
        self._country = Country(seed)
        self._random = self._country.random
        self.tables = tuple(COLUMNS) if full else FLAT

    def write(self, path: Path) -> dict[str, int]:
        """Write it as a zip of tables; how many rows each has."""
        counts = {}
        with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for table in self.tables:
                with archive.open(f"{table}.csv", "w", force_zip64=True) as file:
                    text = io.TextIOWrapper(file, "utf-8", newline="")
                    writer = csv.DictWriter(text, COLUMNS[table].split())
                    writer.writeheader()
                    counts[table] = 0
                    for row in getattr(self, f"_{table}")():
                        writer.writerow(row)
                        counts[table] += 1
                    text.flush()
        return counts

    def _id(self, kind: int, number: int) -> str:
        return str(UUID(int=kind << 96 | 4 << 76 | 8 << 60 | number))

    def _say(self, words: int) -> str:
        return self._country._say(self._country.italian, words).capitalize()

    def _organization(self) -> Iterator[Row]:
        for number in range(-(-self._services // 3)):
            yield {
                "id": self._id(1, number),
                "name": f"{self._say(2)} {self._random.choice(KINDS)}",
                "description": self._say(20),
                "email": f"info{number}@esempio.it",
                "website": f"https://esempio.it/{number}",
            }

    def _location(self) -> Iterator[Row]:
        for number in range(-(-self._services // 2)):
            town = self._country.place()
            yield {
                "id": self._id(2, number),
                "organization_id": self._id(1, number * 2 // 3),
                "location_type": "physical",
                "name": f"Sede di {town.name}",
                "latitude": round(town.lat + self._random.gauss(0, 0.02), 6),
                "longitude": round(town.lon + self._random.gauss(0, 0.02), 6),
            }

    def _address(self) -> Iterator[Row]:
        for number in range(-(-self._services // 2)):
            town = self._country.place()
            yield {
                "id": self._id(3, number),
                "location_id": self._id(2, number),
                "address_1": f"Via {self._say(1)} {number % 90}",
                "city": town.name,
                "state_province": town.province_short,
                "postal_code": f"{10000 + number % 80000}",
                "country": "IT",
                "address_type": "physical",
            }

    def _taxonomy(self) -> Iterator[Row]:
        yield {"id": self._id(4, 0), "name": "Bisogni", "description": "Bisogni"}

    def _taxonomy_term(self) -> Iterator[Row]:
        for number in range(TERMS):
            yield {
                "id": self._id(5, number),
                "taxonomy_id": self._id(4, 0),
                "code": f"B{number}",
                "name": self._say(2),
                "description": self._say(6),
                "parent_id": self._id(5, number // 10) if number >= 10 else "",
            }

    def _service(self) -> Iterator[Row]:
        for number in range(self._services):
            yield {
                "id": self._id(6, number),
                "organization_id": self._id(1, number // 3),
                "name": self._say(WORDS_IN_NAME),
                "description": self._say(WORDS_IN_SUMMARY),
                "email": f"s{number}@esempio.it",
                "url": f"https://esempio.it/s/{number}",
                "status": "active",
                "minimum_age": self._random.choice(("", "", 18, 65)),
            }

    def _service_at_location(self) -> Iterator[Row]:
        for number in range(self._services):
            yield {
                "id": self._id(7, number),
                "service_id": self._id(6, number),
                "location_id": self._id(2, number // 2),
            }

    def _phone(self) -> Iterator[Row]:
        for number in range(self._services):
            yield self._number(2 * number, service_id=self._id(6, number), type="voice")
            if number % 3 == 0:
                yield self._number(2 * number + 1, organization_id=self._id(1, number // 3), description="Ufficio")

    def _number(self, number: int, **more: str) -> Row:
        return {"id": self._id(8, number), "number": f"035 {1000000 + number}", **more}

    def _contact(self) -> Iterator[Row]:
        for number in range(0, self._services, 4):
            name = self._say(2)
            yield {
                "id": self._id(9, number),
                "service_id": self._id(6, number),
                "name": name,
                "title": "Referente",
            }

    def _schedule(self) -> Iterator[Row]:
        random = self._random
        for number in range(self._services):
            days = ",".join(sorted(random.sample(DAYS, min(1 + int(random.paretovariate(1)), 6)), key=DAYS.index))
            for half, (opens, closes) in enumerate((("09:00", "12:30"), ("14:00", "17:00"))):
                yield {
                    "id": self._id(10, 2 * number + half),
                    "service_id": self._id(6, number),
                    "freq": "WEEKLY",
                    "byday": days,
                    "opens_at": opens,
                    "closes_at": closes,
                }

    def _language(self) -> Iterator[Row]:
        for number in range(self._services):
            code = self._random.choice(self._country.languages)
            yield {"id": self._id(11, number), "service_id": self._id(6, number), "code": code, "name": code}

    def _cost_option(self) -> Iterator[Row]:
        for number in range(0, self._services, 2):
            yield {
                "id": self._id(12, number),
                "service_id": self._id(6, number),
                "option": "Quota",
                "amount": self._random.choice((0, 5, 12.5)),
                "currency": "EUR",
            }

    def _required_document(self) -> Iterator[Row]:
        for number in range(0, self._services, 10):
            yield {"id": self._id(13, number), "service_id": self._id(6, number), "document": "Carta d'identità"}

    def _attribute(self) -> Iterator[Row]:
        for number in range(self._services):
            for place, term in enumerate(self._random.sample(range(TERMS), 2)):
                yield {
                    "id": self._id(14, 2 * number + place),
                    "link_id": self._id(6, number),
                    "link_entity": "service",
                    "taxonomy_term_id": self._id(5, term),
                }
