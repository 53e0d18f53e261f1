"""Staging: every row of a directory becomes one of `ImportRow`, in our names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from intreccio.catalogue.actions.incoming.folding import EXACT
from intreccio.interchange.directories.rows import Directory, Row
from intreccio.interchange.hsds.objects.contacts import main_phone_id
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import ELSE, LINK, Draft
from intreccio.interchange.intake.ids import fitted_key
from intreccio.interchange.intake.naming import identifier
from intreccio.interchange.intake.owners import ENTITIES, keep_with_owner
from intreccio.interchange.intake.translating import translate
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.imports.batches import in_batches
from intreccio.kernel.imports.kinds import Note, Progress
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.text import Translated

BATCH = 5_000
LONGEST_FILE = 200
COLUMNS = (
    "run_id", "number", "table", "file", "line", "outcome", "mended", "key", "object", "owner", "part", "values",
    "notes",
)  # fmt: skip
MAIN_PHONE, ADDRESS = "phone", "address"
_ONLY_ONE = frozenset({ADDRESS, "tax_code", "vat_number", "runts_number", "ipa_code"})
_PLAIN_PHONE = {"number", "kind", LINK, ELSE}
_ALREADY = Translated(it="Ce n'è già uno: conservato.", en="There is one already: kept.")


@dataclass
class Staged:
    """What a directory speaks of: its tables, the fields that any of their rows has, whether it is `exact`."""

    rows: int = 0
    exact: bool = False
    tables: set[str] = field(default_factory=set)
    fields: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in ENTITIES})


def stage_rows(
    run: ImportRun, directory: Directory, bearings: Bearings, *, outcome: Outcome, progress: Progress
) -> Staged:
    """Put all rows of a directory into `run.rows`, each with `outcome` where nothing refuses it."""
    staged = Staged(tables={found.table for found in directory.tables})
    stage = _Stage(run.pk, bearings, outcome, staged)
    for rows in in_batches(directory.rows(), BATCH):
        copy_rows(ImportRow._meta.db_table, COLUMNS, stage.columns(rows))
        progress(staged.rows, max(run.lines, staged.rows))
    return staged


class _Stage:
    """Makes staged rows of a directory's rows; remembers, by hash, who has a first telephone or an address."""

    def __init__(self, run: UUID, bearings: Bearings, outcome: Outcome, staged: Staged) -> None:
        self._run = run
        self._bearings = bearings
        self._outcome = outcome.value
        self._staged = staged
        self._taken: set[int] = set()

    def columns(self, rows: list[Row]) -> Iterator[tuple[object, ...]]:
        """Each row as `COLUMNS`."""
        for row in rows:
            self._staged.tables.add(row.table)
            draft = translate(row, self._bearings)
            yield self._columns(self._single(draft))
            for further in draft.further:
                yield self._columns(further)

    def _columns(self, draft: Draft) -> tuple[object, ...]:
        row, refused = draft.row, bool(draft.problems)
        key = fitted_key(row.key)
        self._staged.rows += 1
        self._staged.exact |= draft.exact
        if row.table in ENTITIES and not refused:
            self._staged.fields[row.table].update(draft.values)
        return (
            self._run,
            self._staged.rows,
            EXACT if draft.exact else row.table,
            row.file[-LONGEST_FILE:],
            row.line,
            Outcome.REFUSED.value if refused else Outcome.UNCHANGED.value if draft.is_aside else self._outcome,
            bool(draft.mends) and not (refused or draft.is_aside),
            key,
            None if draft.is_aside else self._bearings.link(row.table, key),
            draft.owner,
            draft.part,
            _text(draft.values, as_found=refused),
            _notes(draft),
        )

    def _single(self, draft: Draft) -> Draft:
        """The first plain number of its owner is its main one; of a second address none is used."""
        owner, _, part = draft.part.partition(".")
        if part in _ONLY_ONE and not self._is_first(draft):
            draft.mend("", _ALREADY)
            return keep_with_owner(draft, self._bearings)
        if part == "phones" and owner != "contact" and self._is_main(draft):
            draft.part = f"{owner}.{MAIN_PHONE}"
        return draft

    def _is_main(self, phone: Draft) -> bool:
        """Where a directory says things exactly, the main number is told by its identifier."""
        if self._staged.exact and (owner := identifier(str(phone.values[LINK]))):
            return phone.row.key == str(main_phone_id(owner))
        return _is_plain(phone) and self._is_first(phone)

    def _is_first(self, draft: Draft) -> bool:
        mark = hash((draft.part, draft.owner))
        if mark in self._taken:
            return False
        self._taken.add(mark)
        return True


def _is_plain(phone: Draft) -> bool:
    return phone.values["kind"] == "voice" and phone.values.keys() <= _PLAIN_PHONE


def _notes(draft: Draft) -> str:
    if not (draft.mends or draft.problems):
        return "[]"
    return _text(
        [_note(note, problem=False) for note in draft.mends]
        + [_note(note, problem=True) for note in draft.problems],
        as_found=True,
    )


def _note(note: Note, *, problem: bool) -> dict[str, object]:
    return {"field": note.field, "problem": problem, "message": note.message}


def _text(value: object, *, as_found: bool) -> str:
    """JSON. What comes as it was found may hold characters that PostgreSQL has no room for."""
    text = json.dumps(value, ensure_ascii=False)
    if as_found:
        text = text.replace("\\u0000", "\\ufffd").encode("utf-8", "replace").decode()
    return text
