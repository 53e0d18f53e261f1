"""The report of a check: its rows, a page at a time, and as a file."""

from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.kernel.imports.kinds import ImportKind, kind_named
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.reports import differences, said_of, write_mended, write_refused
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.text import Translated
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import FARTHEST, numbered_pages, page_number
from intreccio.web.registers.wording import BADGES, MENDED, language, outcome_words, rows_words
from intreccio.web.shown.find import FacetChoice, FacetGroup
from intreccio.web.shown.pieces import Pages
from intreccio.web.shown.registers import ChangeShown, RowShown

PAGE = 50
LONGEST = 120
WRITERS = {Outcome.REFUSED.value: write_refused, MENDED: write_mended}


def filter_named(text: str) -> str:
    """An outcome, "mended", or "" for all rows."""
    return text if text in {*Outcome, MENDED} else ""


def filters(run: ImportRun, chosen: str) -> FacetGroup:
    """One chip for each outcome that some row has."""
    here = reverse("register-report", args=[run.pk])
    choices = [
        FacetChoice(
            id=f"show-{name}",
            label=label,
            value=name,
            url=here if name == chosen else address(here, [("show", name)]),
            count=getattr(run, name),
            active=name == chosen,
        )
        for name, label in rows_words().items()
        if getattr(run, name) or name == chosen
    ]
    return FacetGroup("show", _("Rows to show"), choices)


def page(run: ImportRun, chosen: str, wanted: str) -> tuple[list[RowShown], Pages]:
    """A page of rows, in the order of the file, and links to the others."""
    number = page_number(wanted)
    total = getattr(run, chosen) if chosen else sum(getattr(run, outcome.value) for outcome in Outcome)
    rows = _rows(run, chosen)[(number - 1) * PAGE : number * PAGE]
    pairs = [("show", chosen)] if chosen else []
    here = reverse("register-report", args=[run.pk])
    return shown(list(rows), kind_named(run.kind)), numbered_pages(here, pairs, number, total, PAGE, most=FARTHEST)


def shown(rows: Sequence[ImportRow], kind: ImportKind) -> list[RowShown]:
    """Rows as people read them, with one look-up for all their codes."""
    before = kind.in_words([row.before or {} for row in rows])
    after = kind.in_words([row.values for row in rows])
    return [_row(row, kind, *words) for row, *words in zip(rows, before, after, strict=True)]


def as_csv(run: ImportRun, chosen: str) -> tuple[IO[bytes], str]:
    """A file of refused or mended rows, open for reading, and a name for it."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    WRITERS[chosen](run, text, language=language())
    text.detach()
    file.seek(0)
    return file, f"{PurePath(run.file.name).stem}-{chosen}.csv"


def _rows(run: ImportRun, chosen: str) -> QuerySet[ImportRow]:
    rows = run.rows.order_by("number")
    if chosen == MENDED:
        return rows.filter(mended=True)
    return rows.filter(outcome=chosen) if chosen else rows


def _row(
    row: ImportRow, kind: ImportKind, before: Mapping[str, Translated], after: Mapping[str, Translated]
) -> RowShown:
    outcome = Outcome(row.outcome)
    return RowShown(
        line=row.line,
        outcome=outcome_words(outcome),
        badge=BADGES[outcome],
        key=_short(row.key),
        name=_short(str(row.values.get("name", ""))),
        changes=[
            ChangeShown(kind.label_of(field).text(language()), _text(before.get(field)), _text(after.get(field)))
            for field, *_values in differences(row)
        ],
        notes=[_sentence(note) for note in said_of(row, language(), kind=kind)],
    )


def _text(value: Translated | None) -> str:
    return _short(value.text(language())) if value else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
