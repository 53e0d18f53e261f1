"""Claiming an organisation that nobody looks after, and deciding about it."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.actors.actions.invitations import invite
from intreccio.actors.events import ClaimDecided, OrganisationClaimed, ProofsForgotten
from intreccio.actors.models import Claim, Organisation
from intreccio.actors.queries import has_steward, proofs_to_forget
from intreccio.actors.rules.contacts import clean_mail
from intreccio.actors.rules.joining import CLAIM, LONGEST_WORDS, STEWARD, ClaimState
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.files import discard, store
from intreccio.kernel.files.kinds import DOCUMENTS
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send
from intreccio.kernel.refusing import Refused
from intreccio.kernel.stepping import take_step
from intreccio.kernel.text import Translated

Upload = tuple[str, Iterable[bytes]]
"""The name of a file, and its content in pieces."""


@action
def claim(
    *,
    organisation: Organisation,
    name: str,
    mail: str,
    words: str,
    by: Who,
    proof: Upload | None = None,
    language: str = "it",
) -> Claim:
    """Ask to become the steward of an organisation. Raises `Refused` and `FileRefused`."""
    if has_steward(organisation):
        raise Refused(
            Translated(
                it="Qualcuno cura già questo ente: chiedi un invito a lui o all'ufficio di rete.",
                en="Somebody looks after this body already: ask them, or the network office, for an invitation.",
            )
        )
    made = Claim(
        organisation=organisation,
        name=name.strip(),
        mail=clean_mail(mail, field="mail"),
        words=words.strip()[:LONGEST_WORDS],
        language=language,
        sent_at=clock.now(),
    )
    if proof:
        made.proof = store(proof[1], name=proof[0], limits=DOCUMENTS, by=by)
    made.save(force_insert=True)
    record(OrganisationClaimed(made.pk, organisation.pk), by=by)
    return made


@action
def approve_claim(*, claim: Claim, by: Who) -> None:
    """Believe a claim: whoever made it is invited as steward, which also proves the mail address.

    Raises `StepRefused`.
    """
    mail = str(claim.mail)
    _settle(claim, "approve", "", by)
    invite(organisation=claim.organisation, mail=mail, role=STEWARD, language=claim.language, by=by)


@action
def refuse_claim(*, claim: Claim, reason: str, by: Who) -> None:
    """Do not believe a claim, and write why. Raises `StepRefused`."""
    mail = str(claim.mail)
    _settle(claim, "refuse", reason, by)
    with translation.override(claim.language):
        send(_refusal(claim, reason), address=mail)


@action
def forget_proofs(*, by: Who) -> int:
    """Delete the proofs of claims decided long enough ago; returns how many. Again it finds none."""
    old = list(proofs_to_forget())
    Claim.objects.filter(pk__in=[claim.pk for claim in old]).update(proof=None)
    for claim in old:
        if claim.proof:
            discard(claim.proof)
    record(ProofsForgotten(len(old)), by=by)
    return len(old)


def _settle(claim: Claim, verb: str, reason: str, by: Who) -> None:
    take_step(claim, CLAIM, verb, by=by, reason=reason)
    claim.settled_at, claim.mail, claim.words = clock.now(), None, None
    claim.save_version(update_fields=["state", "settled_at", "mail", "words"])
    record(ClaimDecided(claim.pk, claim.organisation_id, ClaimState(claim.state)), by=by)


def _refusal(claim: Claim, reason: str) -> Message:
    values = {"name": claim.organisation.name, "reason": reason.strip()}
    body = _(
        "You asked to look after the page of %(name)s. The network office could not say yes:\n\n%(reason)s\n\n"
        "You can ask again, with another proof.\n"
    )
    return Message("claim-refused", _("About the page of %(name)s") % values, body % values)
