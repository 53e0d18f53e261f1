"""Reading a sheet of an OpenDocument spreadsheet row by row, as text.

Source of the format: OpenDocument 1.3, part 3, chapter 9.
"""

from collections.abc import Iterator
from zipfile import ZipFile

from intreccio.kernel.imports.raw_rows import RawRow, Remark, Spans
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.sheets import Sheet
from intreccio.kernel.imports.xlsx_cells import NO_RESULT, plain_number, shows_error
from intreccio.kernel.imports.xml_streams import LocalNames, stream
from intreccio.kernel.text import Translated

CONTENT = "content.xml"
MOST_COLUMNS = 16_384
MOST_REPEATED = 1_000
"""Equal rows are written once, with their number: filled ones beyond this are no data."""

_LOCAL = LocalNames()
_ERRORS = ("#", "Err:")


class OdsWorkbook:
    """An OpenDocument spreadsheet that is open."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        if "META-INF/manifest.xml" in archive.NameToInfo and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise _locked()
        with archive.open(CONTENT) as file:
            self.sheets = list(stream(file, _SheetNames()))

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Rows of a sheet, empty ones left out."""
        with self._archive.open(CONTENT) as file:
            yield from stream(file, _SheetRows(sheet))


class _SheetNames:
    """The sheets of a document, hidden by their style or not."""

    def __init__(self) -> None:
        self._ready: list[Sheet] = []
        self._hiding: set[str] = set()
        self._style = ""
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match _LOCAL[name]:
            case "style":
                self._style = attributes.get("style:name", "")
            case "table-properties" if attributes.get("table:display") == "false":
                self._hiding.add(self._style)
            case "table":
                self._depth += 1
                if self._depth == 1:
                    hidden = attributes.get("table:style-name") in self._hiding
                    self._ready.append(Sheet(attributes.get("table:name", ""), hidden))

    def end(self, name: str) -> None:
        if _LOCAL[name] == "table":
            self._depth -= 1

    def text(self, data: str) -> None:
        """Nothing of it is in a name."""

    def take(self) -> list[Sheet]:
        ready, self._ready = self._ready, []
        return ready


class _SheetRows:
    """Rows of one sheet while the document is read."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._ready: list[RawRow] = []
        self._spans = Spans()
        self._depth = 0
        self._reads_sheet = self._reads = False
        self._aside = 0
        self._number = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _LOCAL[name]
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._reads_sheet = attributes.get("table:name", "") == self._sheet
        elif not self._reads_sheet or self._depth != 1:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._begin_cell(attributes)
        elif name == "p":
            if self._paragraphs:
                self._parts.append("\n")
            self._paragraphs += 1
            self._reads = True
        elif name == "s":
            self._parts.append(" " * min(int(attributes.get("text:c", "1")), 1000))
        elif name in ("line-break", "tab"):
            self._parts.append("\n" if name == "line-break" else " ")
        elif name == "annotation":
            self._aside += 1
        elif name == "table-row":
            self._begin_row(attributes)

    def end(self, name: str) -> None:
        name = _LOCAL[name]
        if name == "table":
            self._depth -= 1
            self._reads_sheet = self._reads_sheet and self._depth > 0
        elif not self._reads_sheet or self._depth != 1:
            return
        elif name == "p":
            self._reads = False
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "annotation":
            self._aside -= 1
            self._parts.clear()
            self._paragraphs = 0
        elif name == "table-row":
            self._end_row()

    def text(self, data: str) -> None:
        if self._reads and not self._aside:
            self._parts.append(data)

    def take(self) -> list[RawRow]:
        ready, self._ready = self._ready, []
        return ready

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._cells: list[str] = []
        self._remarks: list[Remark] = []
        self._merged: dict[int, int] = {}
        self._place = 0
        self._repeated = int(attributes.get("table:number-rows-repeated", "1"))
        self._hidden = attributes.get("table:visibility", "visible") != "visible"

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._parts: list[str] = []
        self._paragraphs = 0

    def _end_cell(self) -> None:
        attributes = self._attributes
        times = int(attributes.get("table:number-columns-repeated", "1"))
        text = self._said(attributes, "".join(self._parts))
        if text:
            for place in range(self._place, min(self._place + times, MOST_COLUMNS)):
                self._cells.extend([""] * (place - len(self._cells)))
                self._cells.append(text)
            self._span(attributes, text)
        self._place += times

    def _span(self, attributes: dict[str, str], text: str) -> None:
        rows = int(attributes.get("table:number-rows-spanned", "1"))
        columns = int(attributes.get("table:number-columns-spanned", "1"))
        if rows > 1:
            self._spans.hang(self._number + 1, self._place, self._number + rows, text)
        if columns > 1:
            self._merged[self._place] = self._place + columns - 1

    def _said(self, attributes: dict[str, str], shown: str) -> str:
        if "table:formula" in attributes:
            if shown.startswith(_ERRORS):
                self._remarks.append(Remark(self._place, shows_error(shown)))
                return ""
            if not shown and "office:value-type" not in attributes:
                self._remarks.append(Remark(self._place, NO_RESULT))
        match attributes.get("office:value-type"):
            case "float" | "currency":
                return shown if _is_code(shown) else plain_number(float(attributes.get("office:value", shown)))
            case "percentage":
                return f"{plain_number(float(attributes['office:value']) * 100)}%"
            case "date":
                return attributes["office:date-value"].removesuffix("T00:00:00")
            case "time":
                return _clock(attributes["office:time-value"])
            case "boolean":
                return attributes["office:boolean-value"]
        return shown

    def _end_row(self) -> None:
        number = self._number + 1
        self._number += self._repeated
        if not self._cells and not self._remarks:
            return
        if self._repeated > MOST_REPEATED:
            raise _same_over_and_over(number, self._repeated)
        for place in range(self._repeated):
            cells = list(self._cells)
            remarks = (*self._remarks, *self._spans.fill(number + place, cells))
            self._ready.append(RawRow(number + place, cells, remarks, self._merged, self._hidden))


def _is_code(shown: str) -> bool:
    """Whether zeros fill a number up, as in a postcode."""
    return shown.startswith("0") and shown.isdigit() and len(shown) > 1


def _clock(duration: str) -> str:
    """`PT09H30M00S` → `09:30`."""
    hours, _, rest = duration.removeprefix("PT").partition("H")
    minutes, _, seconds = rest.partition("M")
    seconds = seconds.removesuffix("S").partition(".")[0].strip("0")
    return f"{hours.zfill(2)}:{minutes.zfill(2)}" + (f":{seconds.zfill(2)}" if seconds else "")


def _same_over_and_over(number: int, times: int) -> TableRefused:
    return TableRefused(
        Translated(
            it=f"da qui la stessa riga si ripete {times} volte: non è una tabella di dati.",
            en=f"from here the same row is repeated {times} times: this is no table of data.",
        ),
        line=number,
    )


def _locked() -> TableRefused:
    return TableRefused(
        Translated(
            it="il file è protetto da una password: toglila e salvalo di nuovo.",
            en="the file is locked with a password: take it away and save it again.",
        )
    )
