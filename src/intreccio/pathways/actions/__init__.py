"""Everything that changes what is done with a person."""

from intreccio.pathways.actions.answering import accept, enter_code, move, refuse, resend, send_code, take_note
from intreccio.pathways.actions.asking import (
    FOLLOW_HELP,
    answer_help,
    ask_for_help,
    chase_requests,
    follow_help_token,
    forget_requests,
)
from intreccio.pathways.actions.assessing import record_assessment
from intreccio.pathways.actions.attaching import attach
from intreccio.pathways.actions.forwarding import forward
from intreccio.pathways.actions.meeting import book_for, fix_date, propose_dates
from intreccio.pathways.actions.needing import NeedDraft, listen, name_need, settle_need
from intreccio.pathways.actions.planning import PlanDraft, score_goal, set_goal, settle_goal, write_plan
from intreccio.pathways.actions.referring import ReferralDraft, remark, send_referral
from intreccio.pathways.actions.waiting import chase

__all__ = [
    "FOLLOW_HELP",
    "NeedDraft",
    "PlanDraft",
    "ReferralDraft",
    "accept",
    "answer_help",
    "ask_for_help",
    "attach",
    "book_for",
    "chase",
    "chase_requests",
    "enter_code",
    "fix_date",
    "follow_help_token",
    "forget_requests",
    "forward",
    "listen",
    "move",
    "name_need",
    "propose_dates",
    "record_assessment",
    "refuse",
    "remark",
    "resend",
    "score_goal",
    "send_code",
    "send_referral",
    "set_goal",
    "settle_goal",
    "settle_need",
    "take_note",
    "write_plan",
]
