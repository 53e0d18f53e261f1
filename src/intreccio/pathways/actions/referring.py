"""Sending a person to somebody who can help."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from intreccio.catalogue.models import Service, Term
from intreccio.kernel import clock
from intreccio.kernel.acting import Sight, Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.actions.telling import tell_target
from intreccio.pathways.events import ReferralRemarked, ReferralSent
from intreccio.pathways.models import Offer, Referral, Remark
from intreccio.pathways.queries.referrals import age_band_of, takes_money
from intreccio.pathways.rules.referring import LONGEST_WORDS, OPEN, Adaptation, Urgency
from intreccio.people.actions.agreements import refuse_too_young
from intreccio.people.models import Consent, Person
from intreccio.people.rules.granting import LegalBasis

MOST_ASKED = 10
ALONE = frozenset({LegalBasis.VITAL_INTEREST, LegalBasis.LEGAL_OBLIGATION})
"""Grounds on which somebody is sent on who did not agree."""


@dataclass(frozen=True)
class ReferralDraft:
    """What is said of a referral. `services` are those thought of, each of another body: the bodies asked.

    `considered` is kept as it is: who was nearest, and whether they were chosen.
    """

    term: Term
    said: str
    services: Sequence[Service]
    urgency: Urgency = Urgency.ORDINARY
    adaptations: Sequence[Adaptation] = ()
    companion: str = ""
    legal_basis: LegalBasis = LegalBasis.CONSENT
    agreed: bool = True
    discloses: Sight = Sight.REFERRED | Sight.IDENTITY
    considered: Sequence[Mapping[str, Any]] = field(default_factory=list)
    why_chosen: str = ""
    reopens: Referral | None = None


@action
def send_referral(*, id: UUID, person: Person, draft: ReferralDraft, by: Who) -> Referral:
    """Ask one body, or several of which the first takes it; each is told by mail that something waits.

    `id` is made with the form: sending it twice makes one referral. Raises `Refused` where the person did not agree,
    nobody or too many are asked, nothing is said, or one of them is asked the same for this person already.
    """
    assert by.organisation
    _check(draft)
    refuse_too_young(person, agreed=draft.agreed)
    before = {one.pk: one for one in Referral.objects.filter(person=person).order_by()}
    if id in before:
        return before[id]
    asked = {service.organisation_id: service for service in draft.services}
    _refuse_twice(before.values(), draft, list(asked))
    referral = Referral.objects.create(
        id=id,
        person=person,
        from_organisation_id=by.organisation,
        from_user=by.user,
        term=draft.term,
        said=draft.said.strip(),
        language=person.language,
        age_band=age_band_of(person),
        urgency=draft.urgency,
        adaptations=list(draft.adaptations),
        companion=draft.companion.strip() or None,
        legal_basis=draft.legal_basis,
        agreed=draft.agreed,
        discloses=(draft.discloses | Sight.REFERRED).value,
        considered=list(draft.considered),
        why_chosen=draft.why_chosen.strip() or None,
        own_paid=_is_own_paid(draft.services, by.organisation),
        reopens=draft.reopens,
        sent_at=clock.now(),
    )
    offers = [
        Offer(
            referral=referral, organisation=service.organisation, service=service, consent=_consent(referral, body)
        )
        for body, service in asked.items()
    ]
    Consent.objects.bulk_create([offer.consent for offer in offers if offer.consent])
    Offer.objects.bulk_create(offers)
    record(ReferralSent(person.pseudonym, referral.pk, tuple(asked)), by=by)
    for offer in offers:
        tell_target(offer)
    return referral


@action
def remark(*, referral: Referral, words: str, by: Who) -> Remark:
    """Say something to the other side. Raises `Refused` where nothing is said."""
    if not words.strip():
        raise Refused(Translated(it="Scrivi qualcosa.", en="Write something."), field="words")
    assert by.organisation
    made = Remark.objects.create(
        referral=referral,
        organisation_id=by.organisation,
        user=by.user,
        words=words.strip()[:LONGEST_WORDS],
        at=clock.now(),
    )
    record(ReferralRemarked(referral.pk, made.pk), by=by)
    return made


def _check(draft: ReferralDraft) -> None:
    if not draft.agreed and draft.legal_basis not in ALONE:
        raise Refused(
            Translated(
                it="Senza il sì della persona non si invia. La base giuridica è un'altra cosa.",
                en="Nobody is referred without their yes. The legal basis is another matter.",
            ),
            field="agreed",
        )
    if not draft.said.strip():
        raise Refused(
            Translated(it="Di' in due parole di che cosa c'è bisogno.", en="Say in a few words what is needed."),
            field="said",
        )
    if not 1 <= len({service.organisation_id for service in draft.services}) <= MOST_ASKED:
        raise Refused(
            Translated(
                it=f"Scegli a chi chiedere: da uno a {MOST_ASKED} enti.",
                en=f"Choose whom to ask: one to {MOST_ASKED} bodies.",
            ),
            field="services",
        )


def _refuse_twice(before: Iterable[Referral], draft: ReferralDraft, asked: Sequence[UUID]) -> None:
    same = [one.pk for one in before if one.term_id == draft.term.pk and one.state in OPEN]
    if not same:
        return
    twice = Offer.objects.filter(referral__in=same, organisation__in=asked).select_related("organisation").first()
    if twice:
        name = twice.organisation.name
        raise Refused(
            Translated(
                it=f"A {name} è già stato chiesto lo stesso per questa persona, ed è aperto.",
                en=f"{name} is asked the same for this person already, and it is open.",
            ),
            field="services",
        )


def _consent(referral: Referral, body: UUID) -> Consent:
    """What this body may be told, and on what ground; withdrawn, it ends what rests on it."""
    return Consent(
        person=referral.person,
        recipient_id=body,
        legal_basis=referral.legal_basis,
        agreed=referral.agreed,
        discloses=referral.discloses,
        since=referral.sent_at,
    )


def _is_own_paid(services: Sequence[Service], sender: UUID) -> bool:
    own = [service for service in services if service.organisation_id == sender]
    return bool(own and takes_money(own))
