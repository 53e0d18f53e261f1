"""Registering persons, and changing what is known of who they are and how to reach them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg import errors

from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.acting import EVERYTHING, Purpose, Who
from intreccio.kernel.actions import action
from intreccio.kernel.encryption.cipher import possible_hashes
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.people import events
from intreccio.people.models import Grant, Identity, Person, SafeContact
from intreccio.people.rules.codes import new_card_code
from intreccio.people.rules.contact import Rules
from intreccio.people.rules.details import IdentityDetails, cleaned
from intreccio.people.rules.granting import Because

_UNIQUE = {
    "tax_code": Translated(
        it="Una persona con questo codice fiscale c'è già: cercala.",
        en="There is a person with this tax code already: look them up.",
    ),
    "foreigner_code": Translated(
        it="Una persona con questo codice STP o ENI c'è già: cercala.",
        en="There is a person with this STP or ENI code already: look them up.",
    ),
}


@action
def register(
    *, custodian: Organisation, language: str, details: IdentityDetails, with_card: bool, by: Who
) -> Person:
    """Accompany somebody from now on, as their custodian: with a name, with a card only, or with nothing yet.

    Raises `AllRefused` for details that cannot be, `Refused` where the custodian knows the person already.
    """
    person = Person.objects.create(
        custodian=custodian,
        language=language,
        card=new_card_code() if with_card else None,
        since=clock.today(),
    )
    Grant.objects.create(
        person=person,
        organisation=custodian,
        sights=EVERYTHING.value,
        purpose=Purpose.CARE,
        because=Because.CUSTODY,
        since=clock.now(),
    )
    _keep_identity(person, details)
    record(events.PersonRegistered(person.pseudonym, custodian.pk, with_card), by=by)
    return person


@action
def change_identity(*, person: Person, details: IdentityDetails, by: Who) -> None:
    """Replace what is known of who somebody is. Raises as `register`."""
    _keep_identity(person, details)
    record(events.IdentityChanged(person.pseudonym), by=by)


@action
def change_contact(*, person: Person, rules: Rules, note: str, by: Who) -> None:
    """Keep how somebody may safely be reached."""
    SafeContact.objects.update_or_create(
        person=person,
        defaults={
            "channels": sorted(rules.channels),
            "days": sorted(rules.days),
            "since": rules.since,
            "until": rules.until,
            "note": note.strip() or None,
        },
    )
    record(events.ContactChanged(person.pseudonym), by=by)


def _keep_identity(person: Person, details: IdentityDetails) -> None:
    clean = cleaned(details, today=clock.today())
    _refuse_known(person, clean)
    with _refusing_twice():
        Identity.objects.update_or_create(
            person=person, defaults={"custodian_id": person.custodian_id, **clean.fields()}
        )


def _refuse_known(person: Person, details: IdentityDetails) -> None:
    """The database compares hashes of one key; while keys rotate, we ask for all of them."""
    for name, message in _UNIQUE.items():
        text = getattr(details, name)
        if text is None:
            continue
        hashes = possible_hashes(text, place=Identity._meta.get_field(f"{name}_hash").place)  # type: ignore[union-attr]
        others = Identity.objects.filter(custodian=person.custodian_id, **{f"{name}_hash__in": hashes})
        if others.exclude(person=person).exists():
            raise Refused(message, field=name)


@contextmanager
def _refusing_twice() -> Iterator[None]:
    """Say in words what the database refuses when two people register somebody in the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        cause = problem.__cause__
        constraint = cause.diag.constraint_name or "" if isinstance(cause, errors.UniqueViolation) else ""
        name = constraint.removeprefix("identity_").removesuffix("_once")
        if name not in _UNIQUE:
            raise
        raise Refused(_UNIQUE[name], field=name) from problem
