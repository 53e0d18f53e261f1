"""The parts of the page of referrals."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intreccio.web.frame.addresses import address
from intreccio.web.shown.pieces import Place


def tabs(current: str) -> list[Place]:
    """Those asked of us, those we sent, requests for help; `current` is "asked", "sent" or "requests"."""
    base = reverse("referrals")
    return [
        Place(pgettext("referrals", "Asked of us"), base, current == "asked"),
        Place(pgettext("referrals", "Sent by us"), address(base, [("show", "sent")]), current == "sent"),
        Place(_("Requests for help"), reverse("help-requests"), current == "requests"),
    ]
