"""What of a person can be hidden from whom, and what is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from intreccio.actors.models import Organisation
from intreccio.bookings.models import Booking
from intreccio.kernel import clock
from intreccio.kernel.acting import Sight, Who
from intreccio.pathways.models import Assessment, Goal, Need, Offer, Referral
from intreccio.people.models import Grant, Person, Veil


class Kind(StrEnum):
    """Kinds of things that can be hidden."""

    REFERRAL = "referral"
    QUESTIONNAIRE = "questionnaire"
    GOAL = "goal"
    BOOKING = "booking"
    NEED = "need"


@dataclass(frozen=True)
class Item:
    """One thing; `also` is what would tell of it (agreements that belong to a referral), hidden with it.

    `about` is the thing itself, to be put into words.
    """

    id: UUID
    kind: Kind
    on: date
    about: Referral | Assessment | Goal | Booking | Need
    also: tuple[UUID, ...] = ()


def items_of(person: Person, who: Who) -> list[Item]:
    """Everything of the person that the asker sees and that can be hidden, the latest first."""
    return sorted(_items(person, who), key=lambda item: item.on, reverse=True)


def bodies_that_know(person: Person, who: Who) -> list[Organisation]:
    """The other bodies that may know of the person now, from which something can be hidden."""
    now = clock.now()
    grants = Grant.objects.filter(person=person, organisation__isnull=False).select_related("organisation")
    known = {
        one.organisation_id: one.organisation
        for one in grants
        if one.organisation and one.organisation_id != who.organisation and (one.until is None or one.until > now)
    }
    return sorted(known.values(), key=lambda body: body.name)


def veils_of(person: Person) -> list[Veil]:
    """What is hidden from whom, as far as the asker may know."""
    return list(Veil.objects.filter(person=person, until=None).select_related("hidden_from"))


def _items(person: Person, who: Who) -> Iterator[Item]:
    consents: dict[UUID, list[UUID]] = {}
    for about, consent in Offer.objects.filter(referral__person=person, consent__isnull=False).values_list(
        "referral", "consent"
    ):
        consents.setdefault(about, []).append(consent)
    for referral in Referral.objects.filter(person=person).select_related("term", "to_organisation"):
        yield Item(
            referral.pk, Kind.REFERRAL, referral.sent_at.date(), referral, tuple(consents.get(referral.pk, ()))
        )
    if Sight.ASSESSMENTS in who.sights:
        for assessment in Assessment.objects.filter(person=person).defer("answers"):
            yield Item(assessment.pk, Kind.QUESTIONNAIRE, assessment.on, assessment)
    for goal in Goal.objects.filter(person=person):
        yield Item(goal.pk, Kind.GOAL, goal.since, goal)
    for need in Need.objects.filter(person=person).select_related("term"):
        yield Item(need.pk, Kind.NEED, need.since, need)
    for booking in Booking.objects.filter(holder=person.pseudonym).select_related("organisation", "activity"):
        yield Item(booking.pk, Kind.BOOKING, booking.made_at.date(), booking)
