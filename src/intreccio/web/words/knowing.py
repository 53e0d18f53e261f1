"""Who may know what of a person, why, and what was looked at: the same words for them and for those who accompany them."""

from django.utils.translation import gettext_lazy

from intreccio.kernel.acting import Sight
from intreccio.people.events import Part
from intreccio.people.rules.granting import Because, LegalBasis

BASES = {
    LegalBasis.CONSENT: gettext_lazy("Consent of the person"),
    LegalBasis.PUBLIC_TASK: gettext_lazy("A public task"),
    LegalBasis.CARE: gettext_lazy("Health or social care"),
    LegalBasis.VITAL_INTEREST: gettext_lazy("Somebody's life is at stake"),
    LegalBasis.LEGAL_OBLIGATION: gettext_lazy("The law demands it"),
}
SIGHTS = {
    Sight.REFERRED: gettext_lazy("What a referral says: need, language, age"),
    Sight.IDENTITY: gettext_lazy("Name and contacts"),
    Sight.SUPPORT: gettext_lazy("Needs, plan, meetings"),
    Sight.ASSESSMENTS: gettext_lazy("Questionnaires and scores"),
}
BECAUSE = {
    Because.CUSTODY: gettext_lazy("It accompanies the person"),
    Because.REFERRAL: gettext_lazy("A referral"),
    Because.PLAN_TEAM: gettext_lazy("It belongs to the team of the plan"),
    Because.LINK: gettext_lazy("A link that was sent"),
    Because.CONSENT: gettext_lazy("What the person agreed to, or the law allows"),
    Because.BREAK_GLASS: gettext_lazy("An emergency access"),
}
PARTS = {
    Part.SUMMARY: gettext_lazy("The whole record"),
    Part.IDENTITY: gettext_lazy("Name and contacts"),
    Part.CONTACT: gettext_lazy("Safe contact"),
    Part.ASSESSMENTS: gettext_lazy("Questionnaires"),
    Part.PLAN: gettext_lazy("Personal plan"),
}


def sights_words(sights: int) -> str:
    """What is seen, as a list."""
    return " · ".join(str(words) for sight, words in SIGHTS.items() if sight & sights)
