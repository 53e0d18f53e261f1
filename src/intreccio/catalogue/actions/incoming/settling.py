"""Deciding a conflict for the source: one field of one thing becomes what it says.

It is done as an import of just that field, by the same statements; its rows go with it.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from uuid import UUID

from intreccio.actors.actions.incoming import take_actors
from intreccio.catalogue.actions.incoming import exactly, parts, services, terms
from intreccio.catalogue.actions.incoming.taking import parameters_of
from intreccio.catalogue.actions.incoming.theirs import LISTS
from intreccio.catalogue.actions.incoming.verifying import refuse_out_of_date
from intreccio.catalogue.actions.waiting import have_indexed
from intreccio.catalogue.models import SourceConflict
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.ids import derived_id
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.staged import by_the_set


def write_theirs(conflict: SourceConflict, *, by: Who) -> None:
    """Part of an action. Raises `OutOfDate` where ours is no longer what the conflict shows."""
    source = conflict.record.source
    latest = ImportRun.objects.filter(source=source.slug).latest("created_at")
    run = ImportRun.objects.create(
        kind=latest.kind,
        file=latest.file,
        source=source.slug,
        columns=[],
        mapping={},
        lines=0,
        created_at=clock.now(),
    )
    run.applied_at = run.created_at
    ImportRow.objects.bulk_create(_rows(conflict, run))
    parameters = parameters_of(run, source)
    with by_the_set():
        refuse_out_of_date(parameters)
        terms.take(parameters)
        take_actors(parameters=parameters, by=by)
        services.take(parameters)
        parts.take(parameters)
        exactly.take(parameters)
        have_indexed(parameters)
    ImportRow.objects.filter(run=run).delete()
    ImportRun.objects.filter(pk=run.pk).delete()


def _rows(conflict: SourceConflict, run: ImportRun) -> Iterator[ImportRow]:
    """The thing with its field, then the items of a list, numbers of contacts after their contact."""
    record, field = conflict.record, conflict.field
    yield ImportRow(
        run=run,
        number=1,
        table=record.entity,
        outcome=Outcome.CHANGED,
        mended=False,
        key=record.key,
        object=record.object,
        values={} if conflict.theirs is None else {field: conflict.theirs},
        before={field: conflict.ours},
        undo={"told": record.told},
        notes=[],
    )
    if field in LISTS:
        yield from _parts(run, record.object, f"{record.entity}.{field}", _listed(conflict.theirs), count(2))


def _parts(
    run: ImportRun, owner: UUID, part: str, items: Sequence[JSON], places: Iterator[int]
) -> Iterator[ImportRow]:
    is_contact = part.endswith(".contacts")
    for item in items:
        assert isinstance(item, dict)
        place = next(places)
        numbers = [number for number in _listed(item.get("phones")) if is_contact]
        row = ImportRow(
            run=run,
            number=place,
            table="contact" if is_contact else "",
            part=part,
            owner=owner,
            object=derived_id(run.pk, place),
            outcome=Outcome.NEW,
            mended=False,
            key=str(place),
            values={name: value for name, value in item.items() if not (is_contact and name == "phones")},
            notes=[],
        )
        yield row
        yield from _parts(run, derived_id(run.pk, place), "contact.phones", numbers, places)


def _listed(value: JSON) -> list[dict[str, JSON]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
