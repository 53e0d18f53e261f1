"""The person's own way to their record: a card and a PIN, no name and no mail address."""

import secrets
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.encryption.cipher import possible_hashes
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.people import events
from intreccio.people.models import Person
from intreccio.people.queries import age_of
from intreccio.people.rules.ages import OWN_AGREEMENT
from intreccio.people.rules.codes import PIN_DIGITS, clean_card_code, new_card_code


@cache
def _no_pin() -> str:
    """Checked where there is no card, so that nobody tells by the time it takes."""
    return make_password("no such card")


@action
def give_key(*, person: Person, by: Who) -> str:
    """Give a person a PIN, and a card where they have none; the PIN is shown once. An earlier one opens nothing more.

    Raises `Refused` for children who do not agree alone yet.
    """
    age = age_of(person)
    if age is not None and age < OWN_AGREEMENT:
        raise Refused(
            Translated(it="Da sola, dai 14 anni.", en="On their own, from 14 years on."),
        )
    pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
    person.card = person.card or new_card_code()
    person.pin, person.pin_missed, person.pin_rests_until = make_password(pin), 0, None
    person.save(update_fields=["card", "card_hash", "pin", "pin_missed", "pin_rests_until"])
    record(events.KeyGiven(person.pseudonym, opens=True), by=by)
    return pin


@action
def take_key_back(*, person: Person, by: Who) -> None:
    """From now on nobody opens the record with the card; whoever accompanies the person still knows it by its code."""
    person.pin = None
    person.save(update_fields=["pin"])
    record(events.KeyGiven(person.pseudonym, opens=False), by=by)


@action
def open_own_record(*, card: str, pin: str, by: Who) -> UUID | None:
    """Whose record a card and its PIN open; None where they open none, or after too many wrong ones for a while."""
    code = clean_card_code(card)
    hashes = possible_hashes(code, place="people.person.card") if code else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_by_card(%s::bytea[], %s)", [hashes, clock.now()])
        found: tuple[UUID, UUID, str | None] | None = cursor.fetchone()
        if found is None:
            check_password(pin, _no_pin())
            return None
        person, pseudonym, kept = found
        is_right = check_password(pin.strip(), kept or _no_pin()) and kept is not None
        cursor.execute("SELECT people_pin_tried(%s, %s, %s)", [person, is_right, clock.now()])
    record(events.OwnRecordTried(pseudonym, is_right), by=by)
    return person if is_right else None
