"""Reading CSV as people make it: any usual encoding and delimiter, cells that span lines."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from intreccio.kernel.imports.encodings import MixedEncodings, sniff_encoding
from intreccio.kernel.imports.plain_text import refuse_control_characters
from intreccio.kernel.imports.raw_rows import RawRow
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

DELIMITERS = ",;\t|"
LONGEST_LINE = 1_000_000
LONGEST_CELL = 131_072
MOST_LINES_IN_A_ROW = 200
SAMPLE = 1 << 16
MOST_TITLES, FEWEST_UNDER_TITLES = 10, 3
"""Lines of one cell that may stand above a table, and how many columns it must then have: else its lines are texts
with commas in them."""


def read_csv(file: BinaryIO, *, forgiving: bool = False) -> Iterator[RawRow]:
    """Rows of a CSV file, empty ones included. Raises `TableRefused` at the place it cannot be read.

    `forgiving` is for readers that mend cells: it leaves control characters where they are, and single bytes of
    another encoding as the lone surrogates of `surrogateescape`.
    """
    encoding = _encoding(file, forgiving)
    text = io.TextIOWrapper(file, encoding, "surrogateescape" if forgiving else "strict", newline="")
    try:
        delimiter = sniff_delimiter(text.read(SAMPLE))
        text.seek(0)
        yield from _rows(text, delimiter, forgiving)
    except UnicodeDecodeError as problem:
        raise TableRefused(
            Translated(
                it=f"il file non si lascia leggere come {encoding}: salvalo di nuovo come «CSV UTF-8».",
                en=f"the file cannot be read as {encoding}: save it again as “CSV UTF-8”.",
            )
        ) from problem
    finally:
        if not file.closed:
            text.detach()


def _encoding(file: BinaryIO, forgiving: bool) -> str:
    try:
        return sniff_encoding(file)
    except MixedEncodings:
        if not forgiving:
            raise
        file.seek(0)
        return "utf-8"


def sniff_delimiter(sample: str) -> str:
    """The delimiter that cuts the first lines into the most even and widest rows."""
    fitness = {delimiter: _fitness(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=fitness.__getitem__)
    if fitness[best] > (0, 0):
        return best
    return next((delimiter for delimiter in DELIMITERS if delimiter not in sample), DELIMITERS[0])


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    # Lines as a file has them: `splitlines` would also part them at separators that stand within cells.
    lines = list(io.StringIO(sample, newline=None))
    complete = lines[:-1] or lines
    widths = [len(row) for row in csv.reader(complete[:200], delimiter=delimiter) if row]
    titles = next((place for place, width in enumerate(widths) if width > 1), len(widths))
    table = widths[titles:]
    if not table or (titles and (titles > MOST_TITLES or len(table) < 2 or table[0] < FEWEST_UNDER_TITLES)):
        return (0, 0)
    return (table.count(table[0]) / len(table), table[0])


def _rows(text: io.TextIOWrapper, delimiter: str, forgiving: bool) -> Iterator[RawRow]:
    lines = _Lines(text, forgiving)
    reader = csv.reader(lines, delimiter=delimiter)
    line, begun, widths = 1, 1, set[int]()
    try:
        for cells in reader:
            begun, line = line, reader.line_num + 1
            if line - begun > MOST_LINES_IN_A_ROW:
                raise _never_closed(begun)
            yield RawRow(begun, cells, cut=lines.ends_in_a_line and _is_short(cells, widths, lines))
            if cells:
                widths.add(len(cells))
            lines.begin_row()
    except csv.Error as problem:
        raise _never_closed(line) from problem
    if lines.last_row_is_open and line - begun > 1:
        raise _half(begun)


def _is_short(cells: list[str], widths: set[int], lines: "_Lines") -> bool:
    """Whether a last row ends before it should: inside quotation marks, or shorter than all others."""
    return lines.is_open or (len(widths) == 1 and len(cells) < min(widths))


class _Lines:
    """Lines of a text, none with control characters but for the forgiving; knows how the last one ended."""

    def __init__(self, text: io.TextIOWrapper, forgiving: bool) -> None:
        self._text, self._forgiving = text, forgiving
        self._number = self._quotes = 0
        self._last = "\n"
        self.last_row_is_open = False

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE):
            self._number += 1
            if not (self._forgiving or line.rstrip("\r\n").isprintable()):
                refuse_control_characters(line, line=self._number)
            if len(line) == LONGEST_LINE:
                raise _too_long(self._number)
            self._quotes += line.count('"')
            self._last = line
            yield line

    def begin_row(self) -> None:
        """Count quotation marks anew."""
        self.last_row_is_open, self._quotes = self.is_open, 0

    @property
    def is_open(self) -> bool:
        """Whether the lines of this row have an odd number of quotation marks."""
        return self._quotes % 2 == 1

    @property
    def ends_in_a_line(self) -> bool:
        """Whether the file ends without a line end."""
        return not self._last.endswith(("\n", "\r"))


def _too_long(line: int) -> TableRefused:
    return TableRefused(
        Translated(
            it=f"la riga ha più di {LONGEST_LINE} caratteri: non è una tabella.",
            en=f"the line has more than {LONGEST_LINE} characters: this is no table.",
        ),
        line=line,
    )


def _never_closed(line: int) -> TableRefused:
    return TableRefused(
        Translated(
            it=f"qui comincia una cella troppo lunga (oltre {LONGEST_CELL} caratteri o {MOST_LINES_IN_A_ROW} "
            "righe): forse una virgoletta aperta e mai chiusa.",
            en=f"a cell that is too long begins here (over {LONGEST_CELL} characters or {MOST_LINES_IN_A_ROW} "
            "lines): perhaps a quotation mark is opened and never closed.",
        ),
        line=line,
    )


def _half(line: int) -> TableRefused:
    return TableRefused(
        Translated(
            it="qui si apre una virgoletta che non viene mai chiusa: forse il file è solo una metà.",
            en="a quotation mark is opened here and never closed: perhaps the file is only half of one.",
        ),
        line=line,
    )
