"""Everything that changes what is done with a person."""

from intreccio.pathways.actions.answering import accept, enter_code, move, refuse, resend, send_code, take_note
from intreccio.pathways.actions.assessing import record_assessment
from intreccio.pathways.actions.referring import ReferralDraft, remark, send_referral
from intreccio.pathways.actions.waiting import chase

__all__ = [
    "ReferralDraft",
    "accept",
    "chase",
    "enter_code",
    "move",
    "record_assessment",
    "refuse",
    "remark",
    "resend",
    "send_code",
    "send_referral",
    "take_note",
]
