"""Where a referral stands, in words for everybody whom it concerns."""

from django.utils.translation import gettext_lazy

from intreccio.pathways.rules.referring import ReferralState

STATES = {
    ReferralState.REQUESTED: gettext_lazy("Waits for an answer"),
    ReferralState.ACCEPTED: gettext_lazy("Accepted"),
    ReferralState.IN_PROGRESS: gettext_lazy("Under way"),
    ReferralState.ON_HOLD: gettext_lazy("On hold"),
    ReferralState.REJECTED: gettext_lazy("Refused"),
    ReferralState.CANCELLED: gettext_lazy("Cancelled"),
    ReferralState.COMPLETED: gettext_lazy("Completed"),
    ReferralState.FAILED: gettext_lazy("Not brought to an end"),
    ReferralState.ENTERED_IN_ERROR: gettext_lazy("Entered by mistake"),
}
