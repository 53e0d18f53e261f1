"""Reading a sheet of an XLSX workbook row by row, as text.

Formulas give the result that was last computed. Source of the format: ECMA-376, part 1, chapter 18.
"""

import re
from collections.abc import Iterator
from functools import cache
from posixpath import join, normpath, split
from xml.etree import ElementTree
from zipfile import ZipFile

from intreccio.kernel.imports.raw_rows import RawRow, Remark, Spans
from intreccio.kernel.imports.sheets import Sheet
from intreccio.kernel.imports.xlsx_cells import (
    NO_RESULT,
    PLAIN,
    CellReader,
    NumberFormat,
    builtin_format,
    shows_error,
)
from intreccio.kernel.imports.xml_streams import CHUNK, MOST_KEPT, LocalNames, stream, too_large

MOST_COLUMNS = 16_384
MOST_MERGES = 500_000
"""Rows in which merged cells begin: far more than anybody makes."""

LONGEST_MERGE = 128
"""Bytes of the element that says which cells are merged."""

_LOCAL = LocalNames()
_MERGES = b"mergeCell "
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")


class XlsxWorkbook:
    """An XLSX workbook that is open. Its parts are read when they are needed."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = _parts(archive)
        book = self._tree(self._parts["officeDocument"])
        links = _links(archive, self._parts["officeDocument"])
        self._paths: dict[str, str] = {}
        self.sheets: list[Sheet] = []
        for element in _named(book, "sheet"):
            path, kind = links.get(_attribute(element, "id"), ("", ""))
            if kind == "worksheet":
                name = element.get("name", "")
                self._paths[name] = path
                self.sheets.append(Sheet(name, element.get("state", "visible") != "visible"))
        self._parts |= {kind: path for path, kind in links.values() if kind in ("styles", "sharedStrings")}
        properties = next(_named(book, "workbookPr"), None)
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._reader: CellReader | None = None

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Rows of a sheet, empty ones left out."""
        path = self._paths[sheet]
        self._reader = self._reader or CellReader(self._texts(), self._formats(), self._from_1904)
        handler = _SheetRows(self._reader, self._merges(path))
        with self._archive.open(path) as file:
            yield from stream(file, handler)

    def _tree(self, path: str) -> ElementTree.Element:
        return _tree(self._archive, path)

    def _texts(self) -> list[str]:
        if "sharedStrings" not in self._parts:
            return []
        entry = self._archive.getinfo(self._parts["sharedStrings"])
        if entry.file_size > MOST_KEPT:
            raise too_large(MOST_KEPT)
        with self._archive.open(entry) as file:
            return list(stream(file, _SharedTexts()))

    def _formats(self) -> list[NumberFormat]:
        if "styles" not in self._parts:
            return []
        styles = self._tree(self._parts["styles"])
        own = {
            int(found.get("numFmtId", "0")): NumberFormat.of(found.get("formatCode", ""))
            for found in _named(styles, "numFmt")
        }
        used = next(_named(styles, "cellXfs"), None)
        numbers = [int(style.get("numFmtId", "0")) for style in used] if used is not None else []
        formats = [own.get(number) or builtin_format(number) for number in numbers]
        return [PLAIN if form == PLAIN else form for form in formats]

    def _merges(self, path: str) -> dict[int, set[tuple[int, int, int]]]:
        """By row: the first column, the last one and the last row of each merged cell. They follow the rows."""
        merges: dict[int, set[tuple[int, int, int]]] = {}
        with self._archive.open(path) as file:
            before = b""
            while chunk := file.read(CHUNK * 16):
                window = before + chunk
                if _MERGES in window and len(merges) < MOST_MERGES:
                    for first, row, last, last_row in _MERGE.findall(window):
                        place = (_column(first.decode()), _column(last.decode()), int(last_row))
                        merges.setdefault(int(row), set()).add(place)
                before = window[-LONGEST_MERGE:]
        return merges


class _SharedTexts:
    """The texts that cells share, in their order; phonetic ones are not read."""

    def __init__(self) -> None:
        self._ready: list[str] = []
        self._parts: list[str] = []
        self._reads = False
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _LOCAL[name]
        if name == "t":
            self._reads = not self._aside
        elif name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside = True

    def end(self, name: str) -> None:
        name = _LOCAL[name]
        if name == "t":
            self._reads = False
        elif name == "si":
            self._ready.append("".join(self._parts))
        elif name == "rPh":
            self._aside = False

    def text(self, data: str) -> None:
        if self._reads:
            self._parts.append(data)

    def take(self) -> list[str]:
        ready, self._ready = self._ready, []
        return ready


class _SheetRows:
    """Rows of a sheet while its file is read."""

    def __init__(self, reader: CellReader, merges: dict[int, set[tuple[int, int, int]]]) -> None:
        self._reader = reader
        self._merges = merges
        self._spans = Spans()
        self._ready: list[RawRow] = []
        self._number = 0
        self._hidden = False
        self._begin_cells()

    def _begin_cells(self) -> None:
        self._cells: list[str] = []
        self._remarks: list[Remark] = []
        self._place = -1
        self._parts: list[str] = []
        self._reads = self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _LOCAL[name]
        if name == "c":
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", "0"))
            reference = attributes.get("r")
            self._place = _place_of(reference) if reference else self._place + 1
            self._parts = []
            self._has_formula = False
        elif name in ("v", "t"):
            self._reads = not self._aside
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._hidden = attributes.get("hidden") in ("1", "true")
            self._begin_cells()
        elif name == "rPh":
            self._aside = True

    def end(self, name: str) -> None:
        name = _LOCAL[name]
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self._reads = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._aside = False

    def text(self, data: str) -> None:
        if self._reads:
            self._parts.append(data)

    def take(self) -> list[RawRow]:
        ready, self._ready = self._ready, []
        return ready

    def _end_cell(self) -> None:
        written = "".join(self._parts)
        if not written:
            if self._has_formula and self._kind != "str":
                self._remarks.append(Remark(self._place, NO_RESULT))
            return
        if self._kind == "e":
            self._remarks.append(Remark(self._place, shows_error(written)))
            return
        cells, place = self._cells, self._place
        if place >= len(cells):
            cells.extend([""] * (min(place, MOST_COLUMNS) - len(cells)))
            cells.append(self._reader.text(self._kind, written, self._style))
        else:
            cells[place] = self._reader.text(self._kind, written, self._style)

    def _end_row(self) -> None:
        remarks = (*self._remarks, *self._spans.fill(self._number, self._cells))
        merged = {}
        for first, last, last_row in self._merges.get(self._number, ()):
            if last_row > self._number:
                self._spans.hang(self._number, first, last_row, self._value(first))
            if last > first and self._value(first):
                merged[first] = last
        if self._cells or remarks:
            self._ready.append(RawRow(self._number, self._cells, remarks, merged, self._hidden))

    def _value(self, place: int) -> str:
        return self._cells[place] if place < len(self._cells) else ""


@cache
def _column(letters: str) -> int:
    """`"A"` → 0, `"AB"` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _place_of(reference: str) -> int:
    return _column(reference.rstrip("0123456789"))


def _parts(archive: ZipFile) -> dict[str, str]:
    """Where the workbook itself stands."""
    return {kind: path for path, kind in _links(archive, "").values()}


def _links(archive: ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """The parts that a part speaks of, with their kind, by the id it uses; those that are there."""
    folder, name = split(path)
    tree = _tree(archive, join(folder, "_rels", f"{name}.rels"))
    found = {}
    for link in _named(tree, "Relationship"):
        target = link.get("Target", "")
        place = target[1:] if target.startswith("/") else normpath(join(folder, target))
        if place in archive.NameToInfo:
            found[link.get("Id", "")] = (place, link.get("Type", "").rpartition("/")[2])
    return found


def _tree(archive: ZipFile, path: str) -> ElementTree.Element:
    if archive.getinfo(path).file_size > MOST_KEPT // 10:
        raise too_large(MOST_KEPT // 10)
    return ElementTree.fromstring(archive.read(path))  # noqa: S314 - expat limits what entities become


def _named(tree: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
