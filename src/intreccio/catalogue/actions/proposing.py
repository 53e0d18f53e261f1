"""Changes that wait: kept as what a listing would say, then shown or sent back."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.catalogue.actions.drafts import ServiceDraft
from intreccio.catalogue.actions.listings import publish
from intreccio.catalogue.actions.restoring import put_back
from intreccio.catalogue.actions.services import edit_service
from intreccio.catalogue.events import OversightChanged, ProposalMade, ProposalMoved
from intreccio.catalogue.models import Oversight, Proposal, Service
from intreccio.catalogue.queries.snapshots import Snapshot, snapshot
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.rules.proposing import PROPOSAL, ProposalState
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.kernel.stepping import take_step
from intreccio.kernel.text import Translated


@action
def oversee(*, organisation: Organisation, on: bool, by: Who) -> None:
    """Look at changes to an organisation's published listings before they are shown, or no longer."""
    if on:
        Oversight.objects.get_or_create(organisation=organisation, defaults={"since": clock.now()})
    else:
        Oversight.objects.filter(organisation=organisation).delete()
    record(OversightChanged(organisation.pk, on), by=by)


@action
def propose(*, service: Service, change: Callable[[], object], by: Who) -> Proposal:
    """Keep what a listing would say after `change`, actions upon it; the listing itself stays as it is.

    Raises what `change` raises, and `Refused` where another change waits.
    """
    if Proposal.objects.filter(service=service, state=ProposalState.WAITING).exists():
        raise Refused(
            Translated(
                it="Un'altra modifica di questa scheda aspetta già: ritirala, oppure attendi la risposta.",
                en="Another change of this listing waits already: take it back, or wait for the answer.",
            )
        )
    said = _said_after(service, change)
    made = Proposal.objects.create(service=service, user=by.user, sent_at=clock.now(), said=said)
    record(ProposalMade(made.pk, service.pk), by=by)
    return made


@action
def propose_edits(*, edits: Sequence[tuple[Service, ServiceDraft, int]], by: Who) -> None:
    """Propose many edits at once, all of them or none; listings that nobody finds yet are changed at once.

    Raises what `propose` and `edit_service` raise.
    """
    for service, draft, expected in edits:
        change = partial(edit_service, service=service, draft=draft, by=by, expected=expected)
        if service.state == ListingState.PUBLISHED:
            propose(service=service, change=change, by=by)
        else:
            change()


@action
def approve_proposal(*, proposal: Proposal, expected: int, by: Who) -> None:
    """Show a proposed change. Raises `StepRefused`; `VersionConflict` where the listing is not at `expected`."""
    service, said = proposal.service, proposal.said
    if service.version != expected:
        raise VersionConflict(f"service {service.pk} is at version {service.version}, not {expected}.")
    _settle(proposal, "approve", by)
    wrote = Who(proposal.user, service.organisation_id)
    if said["service"][0]["state"] != service.state:
        publish(service=service, by=wrote)
    else:
        confirmed_on = date.fromisoformat(said["service"][0]["confirmed_on"])
        put_back(service, said, Change.EDITED, confirmed_on=confirmed_on, by=wrote, expected=expected)


@action
def return_proposal(*, proposal: Proposal, reason: str, by: Who) -> None:
    """Send a proposed change back, and say why. Raises `StepRefused`."""
    _settle(proposal, "return", by, reason=reason)


@action
def take_back_proposal(*, proposal: Proposal, by: Who) -> None:
    """Let a proposed change wait no longer. Raises `StepRefused`."""
    _settle(proposal, "take-back", by)


class _Undone(Exception):
    """Takes back what was only tried."""


def _said_after(service: Service, change: Callable[[], object]) -> Snapshot:
    try:
        with transaction.atomic():
            change()
            said = snapshot(service.pk)
            if said["service"][0]["state"] == ListingState.WITHDRAWN:
                raise ValueError("what is withdrawn need not wait")
            raise _Undone
    except _Undone:
        return said


def _settle(proposal: Proposal, verb: str, by: Who, *, reason: str = "") -> None:
    take_step(proposal, PROPOSAL, verb, by=by, reason=reason)
    proposal.reason, proposal.settled_at = reason.strip(), clock.now()
    proposal.save_version(update_fields=["state", "reason", "settled_at"])
    record(ProposalMoved(proposal.pk, proposal.service_id, ProposalState(proposal.state)), by=by)
    wrote = [proposal.user] if proposal.user and proposal.user != by.user else []
    for writer in User.objects.filter(pk__in=wrote):
        with translation.override(writer.language):
            send(_told(proposal), address=writer.email, recipient=writer.pk)


def _told(proposal: Proposal) -> Message:
    text = best_text(proposal.service.texts.all(), translation.get_language() or "it")
    link = settings.INTRECCIO_ADDRESS + reverse("desk-listing", args=[proposal.service_id])
    values = {"name": text.name if text else "", "reason": proposal.reason, "link": link}
    if proposal.state == ProposalState.APPROVED:
        body = _(
            "The network office has looked at your change of “%(name)s”: now everybody sees it.\n\n%(link)s\n"
        )
    else:
        body = _(
            "The network office has sent your change of “%(name)s” back:\n\n%(reason)s\n\n"
            "What you wrote is still there: change it again and send it anew.\n%(link)s\n"
        )
    return Message("proposal-settled", _("Your change of %(name)s") % values, body % values)
