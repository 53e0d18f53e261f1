"""Why somebody may know of a person, and on what legal ground a fact is told to others."""

from datetime import timedelta
from enum import StrEnum

BREAK_GLASS_LASTS = timedelta(hours=4)


class Because(StrEnum):
    """What a grant rests on."""

    CUSTODY = "custody"
    REFERRAL = "referral"
    PLAN_TEAM = "plan-team"
    LINK = "link"
    CONSENT = "consent"
    BREAK_GLASS = "break-glass"


class LegalBasis(StrEnum):
    """Grounds of Regulation (EU) 2016/679, articles 6 and 9, on which health and social data are disclosed."""

    CONSENT = "consent"
    PUBLIC_TASK = "public-task"
    CARE = "care"
    VITAL_INTEREST = "vital-interest"
    LEGAL_OBLIGATION = "legal-obligation"


class Urgency(StrEnum):
    """Reasons for which the glass may be broken."""

    DANGER = "danger"
    ILLNESS = "illness"
    SEARCHED_FOR = "searched-for"
    CUSTODIAN_AWAY = "custodian-away"


class AdvocateKind(StrEnum):
    """Who speaks for a person: chosen by them, or by law."""

    TRUSTED = "trusted"
    PARENT = "parent"
    GUARDIAN = "guardian"
    SUPPORT_ADMINISTRATOR = "support-administrator"
