"""What is done with a person: questionnaires, referrals."""

from intreccio.pathways.models.assessments import Assessment
from intreccio.pathways.models.referrals import Offer, Referral, Remark

__all__ = ["Assessment", "Offer", "Referral", "Remark"]
