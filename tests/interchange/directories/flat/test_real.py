"""Italian lists as they were published: columns are proposed right, every line is accounted for."""

from collections import Counter
from pathlib import Path

import pytest

from intreccio.interchange.directories.rows import Row
from tests.interchange.directories.flat.reading import flat_list

DATA = Path(__file__).parents[5] / "shared" / "data"
CLINICS, HOSPITALS = DATA / "consultori.csv", DATA / "hospitals_eurostat.csv"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not CLINICS.is_file(), reason=f"{CLINICS} is absent"),
]


def read(path: Path) -> list[Row]:
    return list(flat_list(path.read_bytes()).rows())


def test_columns_of_family_clinics_are_proposed_right():
    assert flat_list(CLINICS.read_bytes()).mapping == {
        "municipality": "comune",
        "organisation": "asl",
        "service": "denominazione",
        "address": "indirizzo",
        "phone": "telefono",
        "organisation_website": "sito",
        "url": "url",
    }


def test_every_family_clinic_is_read_with_its_address_and_number():
    found = read(CLINICS)
    assert {row.line for row in found} == set(range(2, 929))
    counts = Counter(row.table for row in found if not row.problems)
    assert counts["service"] == 927
    assert counts["phone"] >= 922
    addresses = [row.values for row in found if row.table == "address"]
    assert sum("postal_code" in address for address in addresses) > 0.95 * len(addresses)
    assert all(len(str(address["postal_code"])) == 5 for address in addresses if "postal_code" in address)
    assert not any(
        str(row.values["name"]).isupper() for row in found if row.table == "service" and len(row.key) > 5
    )


def test_columns_of_hospitals_are_proposed_right():
    assert flat_list(HOSPITALS.read_bytes()).mapping == {
        "id": "source_id",
        "category": "kind",
        "service": "name",
        "address": "address",
        "municipality": "city",
        "latitude": "lat",
        "longitude": "lon",
    }


def test_every_hospital_is_read_where_it_is():
    found = read(HOSPITALS)
    assert {row.line for row in found} == set(range(2, 1285))
    assert not [row for row in found if row.problems]
    places = [row.values for row in found if row.table == "location"]
    assert len(places) == sum("latitude" in place for place in places) == 1283
