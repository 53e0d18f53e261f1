"""One file that holds one table of a directory."""

from collections.abc import Iterator
from dataclasses import dataclass

from intreccio.interchange.directories.columns import Plan, plan_for
from intreccio.interchange.directories.members import Member
from intreccio.interchange.directories.rows import Aside, DirectoryRefused, TableFound
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.tables import Line, open_table
from intreccio.kernel.text import Translated

NO_SUCH_FIELD = Translated(it="HSDS non ha un campo per questa colonna.", en="HSDS has no field for this column.")
MOST_UNKNOWN = 50
"""Columns that are named one by one; of wider tables the rest is counted."""


@dataclass(frozen=True)
class TableFile:
    """A table: where it is, what its header says, its own name for the table.

    `name` is the file as reports call it, "" where it is the only one.
    """

    member: Member
    name: str
    table: str
    columns: tuple[str, ...]
    plan: Plan

    def lines(self) -> Iterator[Line]:
        """Its lines under the header. Raises `DirectoryRefused` at the one that cannot be read."""
        with self.member.open() as file:
            try:
                yield from open_table(file, sheet=self.member.sheet, forgiving=True).lines
            except TableRefused as problem:
                raise refused(problem, self.name) from problem

    @property
    def found(self) -> TableFound:
        """What to tell of it before it is read."""
        plan = self.plan
        return TableFound(plan.folded or plan.table, self.name, into=plan.table if plan.folded else "")

    @property
    def aside(self) -> list[Aside]:
        """Its columns that are not read."""
        unknown = self.plan.unknown
        told = [Aside(self.name, NO_SUCH_FIELD, column) for column in unknown[:MOST_UNKNOWN]]
        rest = len(unknown) - MOST_UNKNOWN
        if rest > 0:
            told.append(Aside(self.name, _so_many_more(rest)))
        return told


def open_table_file(member: Member, table: str, name: str) -> TableFile | None:
    """The table in `member`, called `table`; None where a directory has no such one. Raises `DirectoryRefused`."""
    with member.open() as file:
        try:
            columns = open_table(file, sheet=member.sheet, forgiving=True).columns
        except TableRefused as problem:
            raise refused(problem, name) from problem
    plan = plan_for(table, columns)
    return None if plan is None else TableFile(member, name, table, columns, plan)


def refused(problem: TableRefused, file: str) -> DirectoryRefused:
    """The same refusal, told of a file of the directory."""
    refusal = DirectoryRefused(problem.message, file=file)
    refusal.line = problem.line
    return refusal


def _so_many_more(count: int) -> Translated:
    return Translated(
        it=f"Altre {count} colonne per cui HSDS non ha un campo.",
        en=f"{count} more columns for which HSDS has no field.",
    )
