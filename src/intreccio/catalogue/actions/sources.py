"""Sources: adding and describing them, and deciding what they leave to be decided."""

from dataclasses import asdict, dataclass
from typing import Any

from intreccio.catalogue.actions.incoming.settling import write_theirs
from intreccio.catalogue.actions.listings import withdraw
from intreccio.catalogue.events import ConflictSettled, SourceAdded, SourceEdited, SourceFetched, VanishedSettled
from intreccio.catalogue.models import Service, Source, SourceConflict, SourceRecord
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.rules.sources import Decision, Fetched
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.imports.kinds import OutOfDate
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

VANISHED = "no longer in its source"
"""The reason with which a service is withdrawn that vanished from its source."""


@dataclass(frozen=True)
class SourceDetails:
    """What is said of a source; see `Source`."""

    name: str
    url: str = ""
    licence: str = ""
    language: str = "it"
    vouched: bool = False
    active: bool = True
    kind: str = "directory"
    address: str = ""
    every_hours: int | None = None
    applies_itself: bool = False


@action
def add_source(*, slug: str, details: SourceDetails, by: Who) -> Source:
    """Make a source known. Raises `Refused` where the slug is taken, or hours are given without an address."""
    if Source.objects.filter(slug=slug).exists():
        raise Refused(Translated(it=f"C'è già una fonte «{slug}».", en=f"There is a source “{slug}” already."))
    source = Source.objects.create(slug=slug, **_columns(details))
    record(SourceAdded(source.pk, source.vouched), by=by)
    return source


@action
def edit_source(*, source: Source, details: SourceDetails, by: Who) -> Source:
    """Replace what is said of a source. Raises `Refused`."""
    columns = _columns(details)
    if details.address != source.address:
        columns["validators"] = {}
    for name, value in columns.items():
        setattr(source, name, value)
    source.save(update_fields=list(columns))
    record(SourceEdited(source.pk, source.vouched), by=by)
    return source


@action
def note_fetch(
    *,
    source: Source,
    outcome: Fetched,
    by: Who,
    problem: Translated = Translated(),  # noqa: B008 - empty
    validators: dict[str, str] | None = None,
) -> None:
    """Keep when a feed was fetched, and with what outcome; `validators` only where it was new."""
    source.fetched_at, source.fetched, source.fetch_problem = clock.now(), outcome, problem
    if validators is not None:
        source.validators = validators
    source.save(update_fields=["fetched_at", "fetched", "fetch_problem", "validators"])
    record(SourceFetched(source.pk, outcome), by=by)


@action
def settle_conflict(*, conflict: SourceConflict, decision: Decision, by: Who) -> None:
    """Keep ours or take theirs. Raises `Refused` where it is settled already, or ours has changed meanwhile."""
    conflict = (
        SourceConflict.objects.select_for_update(of=["self"]).select_related("record__source").get(pk=conflict.pk)
    )
    if conflict.decision != Decision.OPEN or decision == Decision.OPEN:
        raise Refused(Translated(it="È già stato deciso.", en="It is decided already."))
    if decision == Decision.THEIRS:
        try:
            write_theirs(conflict, by=by)
        except OutOfDate as problem:
            raise Refused(
                Translated(
                    it="Il nostro valore è cambiato nel frattempo: guarda di nuovo.",
                    en="Our value has changed meanwhile: look again.",
                )
            ) from problem
    conflict.decision, conflict.decided_at, conflict.decided_by = decision, clock.now(), by.user
    conflict.save(update_fields=["decision", "decided_at", "decided_by"])
    record(ConflictSettled(conflict.pk, conflict.record.object, decision), by=by)


@action
def settle_vanished(*, told: SourceRecord, withdrawn: bool, by: Who) -> None:
    """Decide what becomes of something that its source has no more: a service may be withdrawn, all else is kept."""
    if told.vanished_at is None or told.settled_at is not None:
        raise Refused(Translated(it="Non c'è nulla da decidere.", en="There is nothing to decide."))
    if withdrawn:
        service = Service.objects.filter(pk=told.object, state=ListingState.PUBLISHED).first()
        if service is not None:
            withdraw(service=service, reason=VANISHED, by=by)
    told.settled_at = clock.now()
    told.save(update_fields=["settled_at"])
    record(VanishedSettled(told.source_id, told.object, withdrawn), by=by)


def _columns(details: SourceDetails) -> dict[str, Any]:
    if details.every_hours is not None and not details.address:
        raise Refused(
            Translated(
                it="Da dove si scarica? Manca l'indirizzo.", en="Fetched from where? The address is missing."
            ),
            field="address",
        )
    return asdict(details)
