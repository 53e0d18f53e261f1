"""The report of a check: its rows, a page at a time, filtered by what became of them, and as a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.kernel.imports.kinds import ImportKind, kind_named
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.queries import Found, Wanted, rows_of
from intreccio.kernel.imports.reports import differences, write_all, write_mended, write_refused
from intreccio.kernel.imports.rules import Outcome, RunState
from intreccio.kernel.text import Translated
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import following_pages, place_in_list
from intreccio.web.imports.wording import BADGES, MENDED, language, outcome_words, rows_words
from intreccio.web.shown.find import FacetChoice, FacetGroup
from intreccio.web.shown.imports import ChangeShown, NoteShown, RowShown, Tile
from intreccio.web.shown.pieces import Fact, Link, Pages

PAGE = 50
LONGEST = 120
LONGEST_WORDS = 100
Writer = Callable[..., int]
WRITERS: Mapping[str, Writer] = {Outcome.REFUSED.value: write_refused, MENDED: write_mended, "all": write_all}
PAGES = {"organization": "organisation", "service": "service"}
"""The page of what a row of a table is here."""

NAMES = ("name", "number", "address_1", "option", "document", "label", "description", "url", "value")
"""What tells rows of one table apart, for people: the first that is there."""


@dataclass(frozen=True)
class Asked:
    """Which rows somebody wants to see. `show` is an outcome, "mended", or "" for all."""

    show: str = ""
    table: str = ""
    words: str = ""
    after: int = 0
    before: int | None = None

    @classmethod
    def read(cls, run: ImportRun, query: QueryDict) -> "Asked":
        """What an address asks for; what makes no sense is left out."""
        show, table = query.get("show", ""), query.get("table", "")
        return cls(
            show if show in {*Outcome, MENDED} else "",
            table if table in run.tables else "",
            query.get("q", "").strip()[:LONGEST_WORDS],
            place_in_list(query.get("after", "")) or 0,
            place_in_list(query.get("before", "")),
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters as parameters of an address."""
        pairs = [("show", self.show), ("table", self.table), ("q", self.words)]
        return [pair for pair in pairs if pair[1]]

    @property
    def wanted(self) -> Wanted:
        """The same for whoever looks them up."""
        is_mended = self.show == MENDED
        return Wanted("" if is_mended else self.show, self.table, is_mended, self.words, self.after, self.before)


def tiles(run: ImportRun, asked: Asked) -> list[Tile]:
    """How many rows, of the chosen table or all, have which outcome; each filters."""
    of_all = {name: getattr(run, name) for name in rows_words()}
    counts = run.tables.get(asked.table, of_all)
    return [
        Tile(
            label,
            intcomma(counts[name]),
            _toggled(run, asked, "show", name) if counts[name] or name == asked.show else "",
            name == asked.show,
        )
        for name, label in rows_words().items()
    ]


def tables(run: ImportRun, asked: Asked) -> FacetGroup | None:
    """One chip for each table, where there are several."""
    if len(run.tables) < 2:
        return None
    labels = {name: kind_named(run.kind).table_named(name).text(language()) for name in run.tables}
    choices = [
        FacetChoice(
            id=f"table-{name}",
            label=label,
            value=name,
            url=_toggled(run, asked, "table", name),
            count=_count(run.tables[name], asked.show),
            active=name == asked.table,
        )
        for name, label in sorted(labels.items(), key=lambda named: (named[0] not in PAGES, named[1]))
    ]
    return FacetGroup("table", _("Tables"), choices)


def page(run: ImportRun, asked: Asked) -> tuple[list[RowShown], Pages, bool]:
    """A page of rows, links to those before and after, and whether a search has more to look through."""
    found: Found = rows_of(run, asked.wanted, PAGE)
    here = reverse("import-report", args=[run.pk])
    pages = following_pages(here, asked.pairs, earlier=found.earlier, later=found.later)
    return shown(found.rows, run), pages, found.is_cut


def shown(rows: Sequence[ImportRow], run: ImportRun) -> list[RowShown]:
    """Rows as people read them, with one look-up for all their codes."""
    kind = kind_named(run.kind)
    before = kind.in_words([row.before or {} for row in rows])
    after = kind.in_words([row.values for row in rows])
    several = len({row.file for row in rows}) > 1 or len(run.tables) > 1
    return [_row(row, run, kind, was, said, several) for row, was, said in zip(rows, before, after, strict=True)]


def as_csv(run: ImportRun, name: str) -> tuple[IO[bytes], str]:
    """A file of refused, mended or all rows, open for reading, and a name for it."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    WRITERS[name](run, text, language=language())
    text.detach()
    file.seek(0)
    return file, f"{PurePath(run.file.name).stem}-{name}.csv"


def _count(counts: Mapping[str, int], show: str) -> int:
    return counts[show] if show else sum(counts[outcome] for outcome in Outcome)


def _toggled(run: ImportRun, asked: Asked, name: str, value: str) -> str:
    """The address with a filter turned on, or off where it is on."""
    others = [pair for pair in asked.pairs if pair[0] != name]
    is_on = (name, value) in asked.pairs
    return address(reverse("import-report", args=[run.pk]), others if is_on else [*others, (name, value)])


def _row(
    row: ImportRow,
    run: ImportRun,
    kind: ImportKind,
    before: Mapping[str, Translated],
    after: Mapping[str, Translated],
    several: bool,
) -> RowShown:
    outcome = Outcome(row.outcome)
    line = _("line %(number)s") % {"number": row.line}
    return RowShown(
        place=f"{row.file}, {line}" if several and row.file else line,
        outcome=outcome_words(outcome),
        badge=BADGES[outcome],
        is_mended=row.mended,
        table=kind.table_named(row.table).text(language()) if row.table else "",
        key=short(row.key),
        name=Link(_name(after), _url(row, run)),
        changes=[
            ChangeShown(kind.label_of(field).text(language()), _text(before.get(field)), _text(after.get(field)))
            for field, *_values in differences(row)
        ],
        notes=list(_notes(row, kind)),
        said=[Fact(kind.label_of(field).text(language()), _text(value)) for field, value in after.items()],
    )


def note_shown(kind: ImportKind, field: str, message: Translated, is_problem: bool) -> NoteShown:
    """A sentence about a field of a row, or about the row where no field is named."""
    label = kind.label_of(field).text(language()) if field else ""
    text = message.text(language())
    return NoteShown(_sentence(f"{label}: {text}" if label else text), is_problem)


def _notes(row: ImportRow, kind: ImportKind) -> Iterator[NoteShown]:
    """Why it is refused; or else how it was mended."""
    for note in row.notes:
        if note["problem"] or row.outcome != Outcome.REFUSED:
            yield note_shown(kind, note["field"], Translated(note["message"]), note["problem"])


def _name(values: Mapping[str, Translated]) -> str:
    return next((_text(values[name]) for name in NAMES if name in values), "")


def _url(row: ImportRow, run: ImportRun) -> str:
    """The page of what came in, once it is saved."""
    page = PAGES.get(row.table, "")
    is_there = run.state == RunState.APPLIED and row.object and row.outcome != Outcome.REFUSED
    return reverse(page, args=[row.object]) if page and is_there else ""


def _text(value: Translated | None) -> str:
    return short(value.text(language())) if value else ""


def short(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
