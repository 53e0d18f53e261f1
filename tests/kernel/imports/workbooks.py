"""Workbooks as bytes, for tests."""

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook


def workbook(*rows: Sequence[object], title: str = "Foglio1", merged: Sequence[str] = ()) -> bytes:
    """An XLSX with one sheet."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for place in merged:
        book.active.merge_cells(place)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_sheet(content: bytes, pattern: str, replacement: str) -> bytes:
    """The XLSX with a change in the XML of its first sheet, for what openpyxl cannot write."""
    found = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                changed = re.sub(pattern, replacement, data.decode())
                assert changed != data.decode()
                data = changed.encode()
            after.writestr(entry.filename, data)
    return found.getvalue()


_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {"office": "office", "table": "table", "text": "text", "style": "style"}.items()
)


def open_document(rows: str, *, sheets: str = "", manifest: str = "") -> bytes:
    """An ODS of one sheet, whose rows are given as XML; `sheets` come before it."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_NAMES}><office:body><office:spreadsheet>'
        f'{sheets}<table:table table:name="Foglio1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return file.getvalue()


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row of text cells; what begins with < is taken as it is."""
    made = (
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f"<table:table-row {attributes}>{''.join(made)}</table:table-row>"


def ods_cell(text: str, **attributes: str) -> str:
    """A cell with attributes, such as `office_value="39"`; it shows `text`."""
    said = " ".join(
        f'{name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f"<table:table-cell {said}><text:p>{escape(text)}</text:p></table:table-cell>"
