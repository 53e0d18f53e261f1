"""What cells of an XLSX sheet say, as one would type it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from intreccio.kernel.text import Translated

_ZEROS = re.compile(r"0{2,15}")
_PERCENT = re.compile(r"(?<![\\_\"])%")
_SIGNIFICANT = ".15g"
"""Spreadsheets show fifteen digits; files hold the noise behind them."""


class _Look(Enum):
    PLAIN = auto()
    DATE = auto()
    DURATION = auto()
    PERCENT = auto()
    ZEROS = auto()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers of one style look; `zeros` is the width to which zeros fill them."""

    look: _Look = _Look.PLAIN
    zeros: int = 0

    @classmethod
    def of(cls, code: str) -> "NumberFormat":
        """Of a format as spreadsheets write it, such as `dd/mm/yyyy` or `00000`."""
        if _ZEROS.fullmatch(code):
            return cls(_Look.ZEROS, len(code))
        if is_timedelta_format(code):
            return cls(_Look.DURATION)
        if is_date_format(code):
            return cls(_Look.DATE)
        return cls(_Look.PERCENT) if _PERCENT.search(code.split(";")[0]) else cls()


PLAIN = NumberFormat()


def builtin_format(number: int) -> NumberFormat:
    """The format every spreadsheet knows by this number; plain where it knows none."""
    return NumberFormat.of(BUILTIN_FORMATS.get(number, "General"))


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells with what the workbook tells about all of them."""

    texts: Sequence[str]
    formats: Sequence[NumberFormat]
    counts_from_1904: bool = False

    def text(self, kind: str, written: str, style: int) -> str:
        """What a cell of a kind (`t`), written so (`v`), says. IndexError where the file is damaged."""
        match kind:
            case "s":
                return self.texts[int(written)]
            case "b":
                return "true" if written.strip() not in ("0", "false") else "false"
            case "d":
                return _moment(datetime.fromisoformat(written.strip()))
            case "n":
                return self._number(written.strip(), style)
        return written

    def _number(self, written: str, style: int) -> str:
        form = self.formats[style] if style < len(self.formats) else PLAIN
        if form is PLAIN and written.isdigit():
            return written.lstrip("0") or "0"
        try:
            value = float(written)
        except ValueError:
            return written
        return self._formatted(value, form)

    def _formatted(self, value: float, form: NumberFormat) -> str:
        match form.look:
            case _Look.DATE | _Look.DURATION:
                return self._date(value, form.look)
            case _Look.PERCENT:
                return f"{plain_number(value * 100)}%"
            case _Look.ZEROS:
                return plain_number(value).zfill(form.zeros)
        return plain_number(value)

    def _date(self, value: float, look: _Look) -> str:
        epoch = MAC_EPOCH if self.counts_from_1904 else WINDOWS_EPOCH
        try:
            found = from_excel(value, epoch, timedelta=look is _Look.DURATION)
        except (OverflowError, ValueError):
            return plain_number(value)
        return _moment(found)


def plain_number(value: float) -> str:
    """A number as one would type it: `39`, `0.5`, without exponent where it is whole."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return format(value, _SIGNIFICANT)


def shows_error(code: str) -> Translated:
    """What there is to say of a cell that shows an error such as `#REF!`."""
    return Translated(
        it=f"la cella mostra l'errore {code}: vale come vuota.",
        en=f"the cell shows the error {code}: it counts as empty.",
    )


NO_RESULT = Translated(
    it="la cella contiene una formula di cui il file non conserva il risultato, e vale come vuota: apri il file "
    "con un foglio di calcolo e salvalo di nuovo.",
    en="the cell holds a formula whose result the file does not keep, and counts as empty: open the file with a "
    "spreadsheet program and save it again.",
)


def _moment(found: datetime | time | timedelta) -> str:
    match found:
        case timedelta():
            minutes = round(found.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case time():
            return found.isoformat("minutes") if not (found.second or found.microsecond) else found.isoformat()
        case datetime() if found.time() == time():
            return found.date().isoformat()
    return found.isoformat()
