"""Reading CSV as people make it: any usual encoding and delimiter, cells that span lines."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from intreccio.kernel.imports.encodings import MixedEncodings, sniff_encoding
from intreccio.kernel.imports.plain_text import refuse_control_characters
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

DELIMITERS = ",;\t|"
LONGEST_LINE = 1_000_000
LONGEST_CELL = 131_072
MOST_LINES_IN_A_ROW = 200
SAMPLE = 1 << 16


@dataclass(frozen=True)
class RawRow:
    """A row as read. `number` is the line of the file on which it begins, from 1."""

    number: int
    cells: list[str]


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
    lines = sample.splitlines(keepends=True)
    complete = lines[:-1] or lines
    widths = [len(row) for row in csv.reader(complete[:200], delimiter=delimiter) if row]
    if not widths or widths[0] == 1:
        return (0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])


def _rows(text: io.TextIOWrapper, delimiter: str, forgiving: bool) -> Iterator[RawRow]:
    reader = csv.reader(_lines(text, forgiving), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if reader.line_num - line >= MOST_LINES_IN_A_ROW:
                raise _never_closed(line)
            yield RawRow(line, cells)
            line = reader.line_num + 1
    except csv.Error as problem:
        raise _never_closed(line) from problem


def _lines(text: io.TextIOWrapper, forgiving: bool) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if not forgiving:
            refuse_control_characters(line, line=number)
        if len(line) == LONGEST_LINE:
            raise TableRefused(
                Translated(
                    it=f"la riga ha più di {LONGEST_LINE} caratteri: non è una tabella.",
                    en=f"the line has more than {LONGEST_LINE} characters: this is no table.",
                ),
                line=number,
            )
        yield line


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
