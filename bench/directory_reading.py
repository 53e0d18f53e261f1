"""How fast foreign directories are read and cleaned: `python -m bench.directory_reading [SERVICES]`.

A made-up package of tables, zipped, and the same services nested, one object a line; 20,000 services if nothing is
said, about nine rows each. Beside it, as the floor, Python's bare `csv.reader` and `json.loads`.
"""

import csv
import io
import json
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

from bench.installation import this_machine

SERVICES = 20_000
WORDS = "aiuto casa lunedì attività città gruppo cammino anziani salute perché ascolto cura ogni".split()  # noqa: SIM905
COLUMNS = {
    "organizations": "id name description email website",
    "locations": "id organization_id location_type name latitude longitude",
    "services": "id organization_id name description email url status minimum_age",
    "service_at_location": "id service_id location_id",
    "phones": "id service_id number type",
    "schedules": "id service_id freq byday opens_at closes_at valid_from",
    "addresses": "id location_id address_1 city state_province postal_code country address_type",
    "languages": "id service_id code name",
}


def text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def service(chance: random.Random, number: int) -> dict[str, list[dict[str, object]]]:
    """All rows of one service, by table; every third service has an organisation of its own."""
    body, site = number // 3, number // 2
    rows: dict[str, list[dict[str, object]]] = {
        "services": [
            {
                "id": number,
                "organization_id": body,
                "name": text(chance, 4),
                "description": text(chance, 60),
                "email": f"info{body}@esempio.it",
                "url": f"https://esempio.it/{number}",
                "status": "active",
                "minimum_age": chance.choice((0, 18, 65)),
            }
        ],
        "service_at_location": [{"id": number, "service_id": number, "location_id": site}],
        "phones": [{"id": number, "service_id": number, "number": f"035 {100000 + number}", "type": "voice"}],
        "schedules": [
            {
                "id": 2 * number + half,
                "service_id": number,
                "freq": "WEEKLY",
                "byday": "MO,WE",
                "opens_at": opens,
                "closes_at": closes,
                "valid_from": "2026-01-01",
            }
            for half, (opens, closes) in enumerate((("09:00", "12:30"), ("14:00", "17:00")))
        ],
        "languages": [{"id": number, "service_id": number, "code": "it", "name": "Italiano"}],
    }
    if number % 3 == 0:
        rows["organizations"] = [
            {
                "id": body,
                "name": text(chance, 3),
                "description": text(chance, 30),
                "email": f"info{body}@esempio.it",
                "website": f"https://esempio.it/{body}",
            }
        ]
    if number % 2 == 0:
        rows |= places(chance, site, body)
    return rows


def places(chance: random.Random, site: int, body: int) -> dict[str, list[dict[str, object]]]:
    place = {"latitude": round(45 + chance.random(), 6), "longitude": round(9 + chance.random(), 6)}
    return {
        "locations": [
            {"id": site, "organization_id": body, "location_type": "physical", "name": text(chance, 2), **place}
        ],
        "addresses": [
            {
                "id": site,
                "location_id": site,
                "address_1": f"Via {text(chance, 1)} {site % 90}",
                "city": "Bergamo",
                "state_province": "BG",
                "postal_code": "24121",
                "country": "IT",
                "address_type": "physical",
            }
        ],
    }


def write_package(path: Path, services: int) -> None:
    """All rows as a zip of tables."""
    files = {table: io.StringIO(newline="") for table in COLUMNS}
    writers = {table: csv.DictWriter(file, COLUMNS[table].split()) for table, file in files.items()}
    for writer in writers.values():
        writer.writeheader()
    chance = random.Random(1)
    for number in range(services):
        for table, rows in service(chance, number).items():
            writers[table].writerows(rows)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for table, file in files.items():
            archive.writestr(f"{table}.csv", file.getvalue())


def write_lines(path: Path, services: int) -> None:
    """The same services as nested objects, one a line."""
    chance = random.Random(1)
    with path.open("w") as file:
        for number in range(services):
            rows = service(chance, number)
            nested = rows["services"][0] | {name: rows[name] for name in ("phones", "schedules", "languages")}
            place = {"id": number // 2, "name": f"Sede {number // 2}", "addresses": rows.get("addresses", [])}
            at = {"id": number, "location": place}
            body = {"id": number // 3, "name": f"Ente {number // 3}", "description": "x"}
            file.write(json.dumps(nested | {"service_at_locations": [at], "organization": body}) + "\n")


def _bare_csv(path: Path) -> Iterator[object]:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as file:
                yield from csv.reader(io.TextIOWrapper(file, "utf-8", newline=""))


def _bare_json(path: Path) -> Iterator[object]:
    with path.open() as file:
        yield from map(json.loads, file)


def _read(path: Path) -> Iterator[object]:
    from intreccio.interchange.directories.opening import open_directory

    with open_directory(path, name=path.name) as directory:
        yield from directory.rows()


def _measure(what: str, read: Callable[[Path], Iterable[object]], path: Path) -> None:
    started = perf_counter()
    rows = sum(1 for _ in read(path))
    taken = perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:32} {rows:>9,} {taken:>7.2f} s {rows / taken:>11,.0f} a second {memory:>6} MB")


def main(services: int) -> None:
    """Write the files and read them."""
    import django

    django.setup()
    print(this_machine())
    with tempfile.TemporaryDirectory() as folder:
        package, lines = Path(folder) / "package.zip", Path(folder) / "services.ndjson"
        write_package(package, services)
        write_lines(lines, services)
        _measure("csv.reader, rows", _bare_csv, package)
        _measure("a package of tables, rows", _read, package)
        _measure("json.loads, objects", _bare_json, lines)
        _measure("nested ndjson, rows", _read, lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SERVICES)
