"""Two records of one person made one, and parted again.

What refers to the lost record is re-pointed, in whatever room it stands; what the kept one does not know it takes over;
who may know of the lost one may know of the kept one. The lost record stays and says into which it was merged.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Field, Model, OneToOneField

from intreccio.bookings.models import Booking, Hold
from intreccio.kernel import clock
from intreccio.kernel.acting import EVERYTHING, Who
from intreccio.kernel.actions import action
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.people import events
from intreccio.people.models import Grant, Identity, Person, PersonMerge, SafeContact, Veil
from intreccio.people.rules.granting import Because

STAYS: tuple[type[Model], ...] = (Identity, SafeContact, Grant, Veil, PersonMerge, Person)
"""Tables whose rows stay with the lost record: what is of use in them is taken over otherwise."""
BOOKINGS = "bookings.Booking.holder"


@action
def merge_persons(*, kept: Person, lost: Person, by: Who) -> PersonMerge:
    """Say that two records are one person. Raises `Refused` for a record and itself, merged or anonymised ones, records
    of another custodian, or where the one who asks does not see everything that would have to move.
    """
    [kept, lost] = _locked(kept, lost)
    _refuse(kept, lost, by)
    made = PersonMerge.objects.create(
        kept=kept,
        lost=lost,
        moved={name: _moved(model, column, lost, kept) for name, model, column in _references()}
        | {BOOKINGS: _hand_over(lost.pseudonym, kept.pseudonym)},
        filled={"identity": _filled(kept, lost)},
        grants=[str(one.pk) for one in _granted_anew(kept, lost)],
        merged_at=clock.now(),
    )
    lost.merged_into = kept
    lost.save_version(update_fields=["merged_into"])
    record(events.PersonsMerged(kept.pseudonym, made.pk), by=by)
    return made


@action
def part_persons(*, merge: PersonMerge, by: Who) -> None:
    """Make of one record again the two that there were, but for what somebody has written since. Raises `Refused`."""
    if merge.undone_at is not None or EVERYTHING not in by.sights:
        raise Refused(Translated(it="Questa unione non si può annullare.", en="This merge cannot be undone."))
    [kept, lost] = _locked(merge.kept, merge.lost)
    lost.merged_into = None
    lost.save_version(update_fields=["merged_into"])
    for name, model, column in _references():
        model._base_manager.filter(pk__in=merge.moved.get(name, []), **{column: kept}).update(**{column: lost})
    _give_back(kept, lost, merge.filled["identity"])
    Grant.objects.filter(pk__in=merge.grants).update(until=clock.now())
    for table, key in ((Hold, "booking__in"), (Booking, "pk__in")):
        mine = table._base_manager.filter(**{key: merge.moved[BOOKINGS]}, holder=kept.pseudonym)
        mine.update(holder=lost.pseudonym)
    merge.undone_at = clock.now()
    merge.save(update_fields=["undone_at"])
    record(events.PersonsParted(kept.pseudonym, merge.pk), by=by)


def _locked(kept: Person, lost: Person) -> list[Person]:
    rows = {
        one.pk: one for one in Person.objects.select_for_update().filter(pk__in=[kept.pk, lost.pk]).order_by("pk")
    }
    return [rows[kept.pk], rows[lost.pk]]


def _refuse(kept: Person, lost: Person, by: Who) -> None:
    if (
        kept.pk == lost.pk
        or kept.merged_into_id
        or lost.merged_into_id
        or kept.anonymised_on
        or lost.anonymised_on
    ):
        raise Refused(Translated(it="Queste due schede non si possono unire.", en="These two cannot be made one."))
    if {kept.custodian_id, lost.custodian_id} != {by.organisation} or EVERYTHING not in by.sights:
        raise Refused(
            Translated(
                it="Unisce le schede chi le vede per intero, nell'ente che accompagna la persona.",
                en="Records are made one by who sees all of them, at the body that accompanies the person.",
            )
        )


def _references() -> Iterator[tuple[str, type[Model], str]]:
    """Every column of every room that refers to a person, by a name that is the same tomorrow."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and model not in STAYS:
            yield f"{model._meta.label}.{relation.field.name}", model, relation.field.name


def _moved(model: type[Model], column: str, lost: Person, kept: Person) -> list[str]:
    """Re-point the rows that may be; the keys of those that were."""
    rows = model._base_manager.filter(**{column: lost})
    field: Field[Any, Any] = model._meta.get_field(column)  # type: ignore[assignment]
    if isinstance(field, OneToOneField) and model._base_manager.filter(**{column: kept}).exists():
        return []
    keys = [row.pk for row in rows if not _is_there(model, column, row, kept)]
    rows.filter(pk__in=keys).update(**{column: kept})
    return [str(key) for key in keys]


def _is_there(model: type[Model], column: str, row: Model, kept: Person) -> bool:
    """Whether the kept record has what must be there only once, such as an open need of the same kind."""
    for constraint in model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        if column not in fields:
            continue
        same = {name: getattr(row, name) for name in fields if name != column}
        found = model._base_manager.filter(**{column: kept}, **same)
        if (condition := getattr(constraint, "condition", None)) is not None:
            found = found.filter(condition)
        if found.exists():
            return True
    return False


def _filled(kept: Person, lost: Person) -> list[str]:
    """Take over what the kept record does not know of who they are; the names of the columns.

    The lost record gives it up: a code is known once to a custodian.
    """
    ours, theirs = (Identity.objects.get(person=one) for one in (kept, lost))
    names = [
        field.name
        for field in Identity._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and not getattr(ours, field.name) and getattr(theirs, field.name)
    ]
    _pass_on(theirs, ours, names)
    return names


def _give_back(kept: Person, lost: Person, names: list[str]) -> None:
    ours, theirs = (Identity.objects.get(person=one) for one in (kept, lost))
    _pass_on(ours, theirs, names)


def _pass_on(giving: Identity, taking: Identity, names: list[str]) -> None:
    values = {name: getattr(giving, name) for name in names}
    for name, value in values.items():
        setattr(giving, name, None)
        setattr(taking, name, value)
    giving.save()
    taking.save()


def _granted_anew(kept: Person, lost: Person) -> list[Grant]:
    """Who may know of the lost record may know of the kept one, as long."""
    now = clock.now()
    standing = Grant.objects.filter(person=lost).exclude(because__in=[Because.CUSTODY, Because.BREAK_GLASS])
    made = [
        Grant(
            person=kept,
            organisation_id=one.organisation_id,
            user_id=one.user_id,
            sights=one.sights,
            purpose=one.purpose,
            because=one.because,
            source=one.source,
            since=now,
            until=one.until,
        )
        for one in standing
        if one.until is None or one.until > now
    ]
    return Grant.objects.bulk_create(made)


def _hand_over(before: UUID, after: UUID) -> list[str]:
    """Bookings under the one pseudonym stand under the other, but for sessions in which both have a place."""
    taken = Hold.objects.filter(holder=after).values("session")
    moving = Booking.objects.filter(holder=before).exclude(holds__session__in=taken)
    keys = list(moving.values_list("pk", flat=True))
    Hold.objects.filter(booking__in=keys).update(holder=after)
    Booking.objects.filter(pk__in=keys).update(holder=after)
    return [str(key) for key in keys]
