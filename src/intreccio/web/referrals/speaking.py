"""Saying something to the other side of a referral, from a page of those who sign in or of those who have a link."""

from intreccio.kernel.acting import Who
from intreccio.pathways.actions import propose_dates, remark
from intreccio.pathways.models import Referral
from intreccio.web.referrals.forms import RemarkForm


def spoken(referral: Referral, form: RemarkForm, who: Who) -> None:
    """What a valid form says: dates to propose, or words alone. Raises `Refused`."""
    words, dates = form.cleaned_data["words"], form.cleaned_data["dates"]
    if dates:
        propose_dates(referral=referral, dates=dates, words=words, by=who)
    else:
        remark(referral=referral, words=words, by=who)
