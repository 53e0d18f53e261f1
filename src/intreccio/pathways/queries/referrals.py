"""Reads about referrals. What the asker may not know is not there: PostgreSQL sees to it."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from intreccio.catalogue.models import CostOption, Service
from intreccio.pathways.models import Offer, Referral
from intreccio.pathways.rules.referring import OPEN, OfferState, ReferralState, Side, age_band
from intreccio.people.models import Person
from intreccio.people.queries import age_of

PAID = (CostOption.Kind.AMOUNT, CostOption.Kind.MEMBERSHIP)


def asked_of(organisation: UUID) -> QuerySet[Referral]:
    """Referrals that an organisation is asked to take, or took; those that wait for its answer first."""
    waits = Offer.objects.filter(referral=OuterRef("pk"), organisation=organisation, state=OfferState.WAITING)
    mine = Referral.objects.annotate(waits=Exists(waits)).filter(Q(waits=True) | Q(to_organisation=organisation))
    return mine.exclude(from_organisation=organisation, to_organisation=None).order_by("-waits", "-sent_at")


def sent_by(organisation: UUID) -> QuerySet[Referral]:
    """Referrals that an organisation sent, the last first."""
    return Referral.objects.filter(from_organisation=organisation).order_by("-sent_at")


def still_open(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Those of them that nobody has closed."""
    return referrals.filter(state__in=sorted(OPEN))


def of_person(person: Person) -> QuerySet[Referral]:
    """Every referral of a person that the asker may know of, the last first."""
    return Referral.objects.filter(person=person).select_related("to_organisation", "from_organisation", "term")


def sides_of(referral: Referral, organisation: UUID | None) -> set[Side]:
    """On which sides an organisation stands; both where it sent to itself."""
    sides = set()
    if organisation == referral.from_organisation_id:
        sides.add(Side.REQUESTER)
    if referral.state == ReferralState.REQUESTED:
        asked = Offer.objects.filter(referral=referral, organisation=organisation, state=OfferState.WAITING)
        if asked.exists():
            sides.add(Side.TARGET)
    elif organisation == referral.to_organisation_id:
        sides.add(Side.TARGET)
    return sides


def age_band_of(person: Person) -> str:
    """What those asked are told of a person's age."""
    return age_band(age_of(person))


def takes_money(services: list[Service]) -> set[UUID]:
    """Those of these services for which one pays."""
    paid = CostOption.objects.filter(service__in=services, kind__in=PAID)
    return set(paid.values_list("service", flat=True))


def bodies_asked(referrals: Collection[Referral]) -> dict[UUID, list[str]]:
    """The names of the bodies asked with each of these that nobody has taken, as far as the asker may know."""
    open_ones = [one.pk for one in referrals if one.to_organisation_id is None]
    names: dict[UUID, list[str]] = defaultdict(list)
    asked = Offer.objects.filter(referral__in=open_ones).order_by("organisation__name")
    for referral, name in asked.values_list("referral", "organisation__name"):
        names[referral].append(name)
    return names
