"""What is done with a person: questionnaires, referrals; and what people ask."""

from intreccio.pathways.models.assessments import Assessment
from intreccio.pathways.models.needs import Need
from intreccio.pathways.models.plans import Goal, GoalScore, Plan, PlanVersion
from intreccio.pathways.models.referrals import Attachment, Offer, Referral, Remark
from intreccio.pathways.models.requests import HelpRequest

__all__ = [
    "Assessment",
    "Attachment",
    "Goal",
    "GoalScore",
    "HelpRequest",
    "Need",
    "Offer",
    "Plan",
    "PlanVersion",
    "Referral",
    "Remark",
]
