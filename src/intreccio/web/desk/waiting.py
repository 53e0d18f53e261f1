"""Changes that the network office looks at before they are shown: sending them, and taking them back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intreccio.catalogue.access import edits_wait, own_proposal
from intreccio.catalogue.actions import propose, take_back_proposal
from intreccio.catalogue.models import Proposal, Service
from intreccio.catalogue.queries.snapshots import snapshot
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.rules.proposing import ProposalState
from intreccio.kernel.lifecycle import StepRefused
from intreccio.web.desk import listing
from intreccio.web.desk.said import compared
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.requests import Request


def carried_out(request: Request, service: Service, change: Callable[[], object]) -> bool:
    """Change what everybody reads of a listing; False where it was kept for the network office instead.

    Raises what `change` raises, and `Refused` where another change waits.
    """
    if not edits_wait(request.viewer, service.organisation_id):
        change()
        return True
    propose(service=service, change=change, by=request.viewer.who())
    messages.info(request, _("Sent to the network office: they look at it before everybody sees it."))
    return False


def edited(request: Request, service: Service, change: Callable[[], object]) -> bool:
    """The same for what need not wait as long as nobody finds the listing."""
    if service.state != ListingState.PUBLISHED:
        change()
        return True
    return carried_out(request, service, change)


def last_proposal(service: Service) -> Proposal | None:
    """The change that waits, or that was just sent back; none once the listing was changed since."""
    last = Proposal.objects.filter(service=service).order_by("-sent_at").defer("said").first()
    return last if last and last.state in (ProposalState.WAITING, ProposalState.RETURNED) else None


@require_safe
def proposal(request: Request, proposal: UUID) -> HttpResponse:
    """What would change, for whoever wrote it."""
    found = own_proposal(request.viewer, proposal)
    context = {
        "crumbs": listing.trail(found.service, _("A change that waits")),
        "proposal": found,
        "rows": compared(snapshot(found.service_id), found.said, get_language() or "it"),
        "is_waiting": found.state == ProposalState.WAITING,
    }
    return render(request, "desk/proposal.html", context)


@require_POST
def take_back(request: Request, proposal: UUID) -> SeeOther:
    """Let it wait no longer."""
    found = own_proposal(request.viewer, proposal)
    try:
        take_back_proposal(proposal=found, by=request.viewer.who())
        messages.success(request, _("Taken back: nothing waits any more."))
    except StepRefused:
        messages.info(request, _("The network office has decided meanwhile."))
    return see_other("desk-listing", found.service_id)
