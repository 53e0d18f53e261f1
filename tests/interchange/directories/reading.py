"""Directories made for tests, and what is read of them."""

import csv
import io
import json
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from intreccio.interchange.directories.opening import open_directory
from intreccio.interchange.directories.rows import Row

ORGANISATION = "id,name,description\n7,Passo Lento,Gruppi di cammino\n"


def packed(files: Mapping[str, str | bytes]) -> io.BytesIO:
    """A zip of these files."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def read(files: Mapping[str, str | bytes]) -> list[Row]:
    """All rows of a zip of these files."""
    with open_directory(packed(files), name="directory.zip") as directory:
        return list(directory.rows())


def read_json(value: object, name: str = "directory.json") -> list[Row]:
    """All rows of one JSON document."""
    return read_bytes(json.dumps(value).encode(), name)


def read_bytes(content: bytes, name: str) -> list[Row]:
    """All rows of a single file."""
    with open_directory(io.BytesIO(content), name=name) as directory:
        return list(directory.rows())


def table(rows: list[Row], name: str) -> dict[str, dict[str, object]]:
    """The values of a table's rows by key; fails where one was refused or a key repeats."""
    found = [row for row in rows if row.table == name]
    assert not [row.problems for row in found if row.problems]
    values = {row.key: dict(row.values) for row in found}
    assert len(values) == len(found)
    return values


def only(rows: list[Row], name: str) -> Row:
    """The one row of a table."""
    (row,) = [row for row in rows if row.table == name]
    return row


def mends(row: Row) -> str:
    """All that was mended in a row, in English."""
    return " | ".join(f"{note.field}: {note.message.text('en')}" for note in row.mends)


def problems(row: Row) -> str:
    """All that is wrong with a row, in English."""
    return " | ".join(f"{note.field}: {note.message.text('en')}" for note in row.problems)


def read_line(name: str, /, **values: str) -> list[Row]:
    """The rows of a table of one line, with an address that tells the country to be Italy."""
    file = io.StringIO()
    writer = csv.DictWriter(file, values)
    writer.writeheader()
    writer.writerow(values)
    place = "id,location_id,address_1,city,state_province,postal_code,country\n"
    place += "9,9,Via Roma 1,Bergamo,BG,24121,Italia\n"
    rows = read(
        {f"{name}.csv": file.getvalue(), "address.csv": place}
        if name != "address"
        else {"address.csv": file.getvalue()}
    )
    return [row for row in rows if row.table == name]


def one(name: str, /, **values: str) -> Row:
    (row,) = read_line(name, **values)
    return row


def service(**values: str) -> Row:
    return one("service", **{"id": "1", "organization_id": "7", "name": "Cammino", "status": "active", **values})
