"""Records on their way from a file to rows: in HSDS 3.2's names, their values still text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intreccio.interchange.directories.rows import Row
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.text import Translated


@dataclass(slots=True)
class Record:
    """What a file says in one place about one thing. `said` leaves blank values out.

    `asked` are the fields that the file has room for: only of these a blank one is worth telling.
    """

    table: str
    file: str
    line: int
    key: str
    said: dict[str, str]
    asked: frozenset[str] = frozenset()
    mends: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A row being made: `values` are text at first and typed at last."""

    record: Record
    key: str
    values: dict[str, JSON]
    mends: list[Note]
    problems: list[Note]

    def text(self, field: str) -> str:
        """The value of a field that is still text; "" where there is none."""
        return str(self.values.get(field, ""))

    def mend(self, field: str, message: Translated) -> None:
        """Tell what was mended in a field."""
        self.mends.append(Note(field, message))

    def refuse(self, field: str, message: Translated) -> None:
        """Tell why the row cannot be taken."""
        self.problems.append(Note(field, message))

    def append(self, field: str, text: str, between: str = "\n") -> None:
        """Add text to that of a field."""
        before = self.text(field)
        self.values[field] = f"{before}{between}{text}" if before else text

    def beside(self, number: int, values: Mapping[str, JSON]) -> "Draft":
        """Another row from the same record: the `number`th one."""
        return Draft(self.record, f"{self.key}#{number}", dict(values), list(self.mends), [])

    def row(self) -> Row:
        """The row as it leaves; refused, it says what the file says."""
        record = self.record
        values = record.said if self.problems else self.values
        return Row(
            record.table, record.file, record.line, self.key, values, tuple(self.mends), tuple(self.problems)
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole of a directory tells about each row.

    `country` is where most of it is ("" unknown, ISO 3166); `addresses` names places that have no name.
    """

    country: str = ""
    month_first: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict)
