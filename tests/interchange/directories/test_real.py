"""Directories as they are really published: every line is accounted for."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

import pytest

from intreccio.interchange.directories.opening import open_directory
from intreccio.interchange.directories.rows import Format, Row
from tests.interchange.directories.reading import mends, problems

SHARED = Path(__file__).parents[4] / "shared"
BALTIMORE = SHARED / "data" / "baltimore-ohana"
EXAMPLES = SHARED / "standards" / "hsds-examples" / "v3.2.3"

pytestmark = pytest.mark.realdata
needs_baltimore = pytest.mark.skipif(not BALTIMORE.is_dir(), reason=f"{BALTIMORE} is absent")
needs_examples = pytest.mark.skipif(not EXAMPLES.is_dir(), reason=f"{EXAMPLES} is absent")


def rows_of(path: Path) -> list[Row]:
    with open_directory(path, name=path.name) as directory:
        return list(directory.rows())


@needs_baltimore
def test_every_line_of_a_real_directory_ends_as_a_row():
    start = perf_counter()
    rows = rows_of(BALTIMORE)
    seconds = perf_counter() - start
    lines = defaultdict(set)
    for row in rows:
        lines[row.file].add(row.line)
    for file in BALTIMORE.glob("*.csv"):
        with file.open(newline="", encoding="utf-8") as text:
            assert len(lines[file.name]) == sum(1 for _ in csv.DictReader(text)), file.name
    categories = json.loads((BALTIMORE / "service_categories.json").read_text())
    assert len(lines["service_categories.json"]) == sum(map(bool, categories.values()))
    assert seconds < 5
    print(f"\n{len(rows)} rows in {seconds:.2f} s")


@needs_baltimore
def test_what_is_refused_of_a_real_directory_cannot_be_used():
    refused = {(row.table, row.line): problems(row) for row in rows_of(BALTIMORE) if row.problems}
    assert refused.keys() == {
        ("service", 7662),
        *(("phone", line) for line in (2363, 5736, 6635, 6894)),
    }
    assert "organization_id" in refused["service", 7662]
    assert "(410) 526-985" in refused["phone", 5736]


@needs_baltimore
def test_what_is_mended_of_a_real_directory_is_told():
    with open_directory(BALTIMORE, name="baltimore") as directory:
        assert directory.format is Format.OHANA
        assert ("locations.csv", "admin_emails") in {(aside.file, aside.column) for aside in directory.aside}
        rows = list(directory.rows())
    told = Counter(note.field for row in rows for note in row.mends)
    assert told["description"] == 70
    assert sum(row.table == "language" and "note" in row.values for row in rows) > 1_000
    spelt = next(row for row in rows if "370-LEAD" in mends(row))
    assert spelt.values["number"] == "+18003705323"


@needs_examples
@pytest.mark.parametrize("path", [EXAMPLES / "csv", *sorted(EXAMPLES.glob("*.json"))], ids=lambda path: path.name)
def test_the_official_examples_are_read_without_a_problem(path):
    rows = rows_of(path)
    if path.name == "base.json":
        assert "cannot be told what this is" in problems(rows[0])
        return
    assert rows
    assert not [problems(row) for row in rows if row.problems]
    keys = Counter((row.table, row.key) for row in rows)
    assert max(keys.values()) == 1
    mended = {note.field for row in rows for note in row.mends}
    assert mended <= {"latitude"}


@needs_examples
def test_the_official_examples_say_the_same_as_tables_and_as_documents():
    tables = {(row.table, row.key): row.values for row in rows_of(EXAMPLES / "csv")}
    lists = {(row.table, row.key): row.values for row in rows_of(EXAMPLES / "tabular.json")}
    assert len(lists) == 21
    differing = {table for table, key in lists if tables[table, key] != lists[table, key]}
    assert differing == {"attribute", "service_area"}  # the published ones differ
