"""Judging a staged directory: what only the whole of it can tell."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from intreccio.catalogue.actions.incoming.comparing import compare
from intreccio.catalogue.actions.incoming.folding import fold, set_aside
from intreccio.catalogue.actions.incoming.links import settle_links
from intreccio.catalogue.actions.incoming.matching import find_what_is_here
from intreccio.catalogue.actions.incoming.vanishing import look_for_vanished
from intreccio.catalogue.actions.incoming.withholding import withhold_addresses
from intreccio.catalogue.models import Source, SourceRecord
from intreccio.catalogue.queries.told import ENTITIES, fields_of
from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports.kinds import Progress
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.staged import by_the_set


def likely_outcome(source: Source) -> Outcome:
    """What most rows of a source will turn out to be: staged as such, they need not be touched again."""
    known = SourceRecord.objects.filter(source=source).exists()
    return Outcome.UNCHANGED if known else Outcome.NEW


@upkeep
def judge(
    *,
    run: ImportRun,
    source: Source,
    tables: Collection[str],
    fields: Mapping[str, Iterable[str]],
    exact: bool,
    progress: Progress,
) -> None:
    """Find for every staged row what becomes of it.

    `tables` are those the directory has, `fields` those that some row of each table says: what it has no room
    for, it does not take back. An `exact` one has rows in forms of our own, which say every field.
    """
    said = {entity: fields_of(entity) for entity in ENTITIES} if exact else fields
    parameters: dict[str, Any] = {"run": run.pk, "source": source.pk, "language": source.language}
    parameters["vouched"] = source.vouched
    steps = (
        *([lambda: fold(parameters)] if exact else []),
        lambda: find_what_is_here(parameters, vouched=source.vouched, exact=exact),
        lambda: settle_links(parameters),
        *([lambda: set_aside(parameters)] if exact else []),
        lambda: withhold_addresses(parameters),
        lambda: compare(parameters, tables=tables, fields=said, known=likely_outcome(source)),
        lambda: look_for_vanished(run, source),
    )
    with by_the_set():
        for step in steps:
            step()
            progress(run.lines, run.lines)
