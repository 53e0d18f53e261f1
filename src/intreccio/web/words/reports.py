"""What may be wrong with a page, and what became of it, in words."""

from django.utils.translation import gettext_lazy as _

from intreccio.catalogue.rules.reporting import Mistake, ReportState

MISTAKES = {
    Mistake.TIMES: _("Days or times"),
    Mistake.PLACE: _("The place or its address"),
    Mistake.CONTACTS: _("Telephone or mail"),
    Mistake.ENDED: _("It is no longer there"),
    Mistake.COST: _("What it costs"),
    Mistake.EXPOSES: _("It shows something that should be confidential"),
    Mistake.OTHER: _("Something else"),
}

STATES = {
    ReportState.RECEIVED: _("Received: the network office will look at it"),
    ReportState.PASSED_ON: _("Passed on to the organisation"),
    ReportState.MENDED: _("Corrected"),
    ReportState.DECLINED: _("Looked at; the page stays as it is"),
}
