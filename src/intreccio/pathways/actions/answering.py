"""Answering a referral, and every step after it."""

import hmac
import secrets
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.encryption.cipher import keyed_hash
from intreccio.kernel.journal import record
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.messages import Message, send
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.kernel.stepping import take_step
from intreccio.kernel.text import Translated
from intreccio.pathways.actions.telling import tell_requester, tell_target
from intreccio.pathways.events import (
    CodeSent,
    CodeTried,
    OfferRefused,
    ReferralMoved,
    ReferralNoted,
    ReferralReminded,
)
from intreccio.pathways.models import Attachment, Offer, Referral
from intreccio.pathways.rules.referring import (
    CODE_LASTS,
    LONGEST_WORDS,
    MOST_TRIES,
    OPEN,
    REFERRAL,
    OfferState,
    Outcome,
    Progress,
    ReferralState,
    Refusal,
)

PLACE = "pathways.offer.code"
CODE_DIGITS = 6


@action
def accept(*, offer: Offer, by: Who) -> Referral:
    """Take a referral: from now on the body knows whom it is about. The others asked are told no more.

    Raises `StepRefused` where somebody took it first, or it waits no longer.
    """
    referral = _locked(offer.referral_id)
    if Offer.objects.get(pk=offer.pk).state != OfferState.WAITING:
        raise StepRefused("This body is asked no longer.")
    take_step(referral, REFERRAL, "accept", by=by)
    referral.to_organisation_id = offer.organisation_id
    referral.answered_at = clock.now()
    referral.save_version(update_fields=["state", "to_organisation", "answered_at"])
    referral.offers.filter(state=OfferState.WAITING).exclude(pk=offer.pk).update(
        state=OfferState.TAKEN_BY_ANOTHER, answered_at=clock.now()
    )
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.ACCEPTED, answered_at=clock.now())
    _call("SELECT pathways_admit(%s)", referral.pk)
    record(ReferralMoved(referral.pk, ReferralState.ACCEPTED), by=by)
    tell_requester(referral)
    return referral


@action
def refuse(*, offer: Offer, refusal: Refusal, words: str, by: Who) -> None:
    """Say no for one body, and why. Once the last of them said no, the referral is rejected.

    Raises `StepRefused` where it waits no longer; `Refused` where a public body that is not competent does not say
    who is.
    """
    if refusal is Refusal.NOT_COMPETENT and offer.organisation.is_public and not words.strip():
        raise Refused(
            Translated(
                it="Un ente pubblico non competente indica chi lo è: scrivi a chi va trasmesso.",
                en="A public body that is not competent says who is: write to whom it goes.",
            ),
            field="words",
        )
    referral = _locked(offer.referral_id)
    fresh = Offer.objects.get(pk=offer.pk)
    if referral.state != ReferralState.REQUESTED or fresh.state != OfferState.WAITING:
        raise StepRefused("This body is asked no longer.")
    # Whoever said no knows nothing of the referral any more: it is closed first.
    if not referral.offers.filter(state=OfferState.WAITING).exclude(pk=offer.pk).exists():
        close(referral, "reject", words.strip() or refusal, by)
    fresh.state, fresh.refusal, fresh.answered_at = OfferState.REFUSED, refusal, clock.now()
    fresh.words = words.strip()[:LONGEST_WORDS] or None
    fresh.save(update_fields=["state", "refusal", "words", "answered_at"])
    record(OfferRefused(referral.pk, offer.organisation_id, refusal), by=by)
    tell_requester(referral)


@action
def move(
    *,
    referral: Referral,
    verb: str,
    words: str,
    by: Who,
    outcome: Outcome | None = None,
    expected: int | None = None,
) -> None:
    """Take any step but answering. Closing ends what the other side may read of the person.

    Raises `StepRefused`; `VersionConflict` where somebody was faster; `Refused` where an outcome is missing.
    """
    if verb in ("accept", "reject"):
        raise StepRefused("Answers are given for an offer.")
    found = _locked(referral.pk)
    if expected is not None and found.version != expected:
        raise VersionConflict(f"referral {referral.pk} is at version {found.version}, not {expected}.")
    if verb in ("complete", "fail") and outcome is None:
        raise Refused(
            Translated(it="Di' com'è andata.", en="Say what came of it."),
            field="outcome",
        )
    reason = words.strip() or (outcome or "")
    if REFERRAL.step(ReferralState(found.state), verb, reason=reason).target in OPEN:
        take_step(found, REFERRAL, verb, by=by, reason=reason)
        found.last_words = words.strip()[:LONGEST_WORDS] or None
        found.save_version(update_fields=["state", "last_words"])
        record(ReferralMoved(found.pk, ReferralState(found.state)), by=by)
    else:
        found.outcome = outcome or ""
        close(found, verb, reason, by)
    tell_requester(found)


@action
def take_note(*, referral: Referral, progress: Progress, by: Who) -> None:
    """Note what was last done with the person. Raises `StepRefused` where the referral is closed."""
    found = _locked(referral.pk)
    if ReferralState(found.state) not in OPEN:
        raise StepRefused("The referral is closed.")
    found.progress = progress
    found.save_version(update_fields=["progress"])
    record(ReferralNoted(found.pk, progress), by=by)


@action
def send_code(*, offer: Offer, by: Who) -> None:
    """Send the body's registered address a code, good for a quarter of an hour, which opens name and contacts once.

    Raises `Refused` where no address is registered.
    """
    if not offer.organisation.email:
        raise Refused(
            Translated(
                it="Questo ente non ha un indirizzo di posta registrato: chiedi all'ufficio di rete.",
                en="This body has no registered mail address: ask the network office.",
            )
        )
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    offer.code_hash, offer.code_until, offer.tries = _hash(offer.pk, code), clock.now() + CODE_LASTS, 0
    offer.save(update_fields=["code_hash", "code_until", "tries"])
    record(CodeSent(offer.referral_id, offer.organisation_id), by=by)
    with translation.override(settings.LANGUAGE_CODE):
        body = _("The code for the page that you have open: %(code)s\n\nIt is good for fifteen minutes, once.\n")
        send(Message("referral-code", _("Your code"), body % {"code": code}), address=offer.organisation.email)


@action
def resend(*, offer: Offer, by: Who) -> None:
    """Send the link anew to where the old one went."""
    record(ReferralReminded(offer.referral_id, 0), by=by)
    tell_target(offer)


@action
def enter_code(*, offer: Offer, code: str, by: Who) -> bool:
    """Whether it is the code that was sent; right, it is used up, and after some wrong ones too."""
    found = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    is_good = (
        found.code_hash is not None
        and found.code_until is not None
        and clock.now() < found.code_until
        and hmac.compare_digest(bytes(found.code_hash), _hash(offer.pk, code.strip()))
    )
    found.tries += 1
    if is_good or found.tries >= MOST_TRIES:
        found.code_hash, found.code_until = None, None
    found.save(update_fields=["code_hash", "code_until", "tries"])
    record(CodeTried(found.referral_id, found.organisation_id, is_good), by=by)
    return is_good


def close(referral: Referral, verb: str, reason: str, by: Who) -> None:
    """Take a step that ends a referral, and what the other side may read; part of an action."""
    take_step(referral, REFERRAL, verb, by=by, reason=reason)
    now = clock.now()
    referral.last_words, referral.closed_at = reason[:LONGEST_WORDS], now
    referral.save_version(update_fields=["state", "outcome", "last_words", "closed_at"])
    _call("SELECT pathways_dismiss(%s)", referral.pk)
    Attachment.objects.filter(referral=referral).delete()
    referral.offers.filter(state=OfferState.WAITING).update(state=OfferState.WITHDRAWN, answered_at=now)
    record(ReferralMoved(referral.pk, ReferralState(referral.state)), by=by)


def _locked(referral: UUID) -> Referral:
    """The row, nobody else's until the transaction ends: of two who answer at once one is second."""
    return Referral.objects.select_for_update(no_key=True).get(pk=referral)


def _call(statement: str, referral: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [referral])


def _hash(offer: UUID, code: str) -> bytes:
    return keyed_hash(f"{offer}:{code}", place=PLACE)
