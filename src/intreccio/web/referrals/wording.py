"""Words on screen for referrals."""

from django.utils.translation import gettext_lazy

from intreccio.pathways.rules.matching import PartOfWeek, Reason
from intreccio.pathways.rules.referring import (
    Adaptation,
    OfferState,
    Outcome,
    Progress,
    Refusal,
    Urgency,
)

OFFERS = {
    OfferState.WAITING: gettext_lazy("asked, has not answered"),
    OfferState.ACCEPTED: gettext_lazy("takes it"),
    OfferState.REFUSED: gettext_lazy("said no"),
    OfferState.TAKEN_BY_ANOTHER: gettext_lazy("another was faster"),
    OfferState.WITHDRAWN: gettext_lazy("asked no longer"),
}
VERBS = {
    "start": gettext_lazy("We have begun"),
    "hold": gettext_lazy("Put on hold"),
    "complete": gettext_lazy("Bring to an end"),
    "fail": gettext_lazy("It did not come about"),
    "cancel": gettext_lazy("Cancel"),
    "mark-in-error": gettext_lazy("It was a mistake"),
}
REFUSALS = {
    Refusal.FULL: gettext_lazy("No place at the moment"),
    Refusal.NOT_COMPETENT: gettext_lazy("It is not our task"),
    Refusal.NOT_FOR_THEM: gettext_lazy("What we offer is not for this person"),
    Refusal.LANGUAGE: gettext_lazy("We do not speak their language"),
    Refusal.TOO_FAR: gettext_lazy("Too far away"),
    Refusal.CLOSED: gettext_lazy("The service is closed"),
    Refusal.OTHER: gettext_lazy("Another reason"),
}
OUTCOMES = {
    Outcome.HELPED: gettext_lazy("It helped"),
    Outcome.PARTLY_HELPED: gettext_lazy("It helped in part"),
    Outcome.GOES_ON: gettext_lazy("The person goes on by themselves"),
    Outcome.DID_NOT_HELP: gettext_lazy("It did not help"),
    Outcome.COULD_NOT_REACH: gettext_lazy("We could not reach the person"),
    Outcome.DID_NOT_COME: gettext_lazy("The person did not come"),
    Outcome.CHANGED_MIND: gettext_lazy("The person changed their mind"),
    Outcome.OTHER: gettext_lazy("Something else"),
}
PROGRESS = {
    Progress.NOTHING_YET: gettext_lazy("Nothing yet"),
    Progress.CONTACTED: gettext_lazy("Contacted"),
    Progress.SCHEDULED: gettext_lazy("A date is fixed"),
    Progress.ATTENDED: gettext_lazy("Came to a meeting"),
    Progress.DID_NOT_ATTEND: gettext_lazy("Did not come to the date"),
    Progress.WAITING_LIST: gettext_lazy("On the waiting list"),
}
ADAPTATIONS = {
    Adaptation.EVENING: gettext_lazy("After 18:00"),
    Adaptation.WOMEN_ONLY: gettext_lazy("Women only"),
    Adaptation.WITH_CHILDREN: gettext_lazy("With children"),
    Adaptation.SIGN_LANGUAGE: gettext_lazy("Sign language"),
    Adaptation.INTERPRETER: gettext_lazy("An interpreter"),
    Adaptation.STEP_FREE: gettext_lazy("Without steps"),
    Adaptation.AT_HOME: gettext_lazy("At home"),
}
URGENCIES = {
    Urgency.ORDINARY: gettext_lazy("Within weeks"),
    Urgency.SOON: gettext_lazy("Within a few days"),
}
EXPIRED = gettext_lazy("Nobody answered in thirty days.")
PARTS_OF_WEEK = {
    PartOfWeek.MORNING: gettext_lazy("in the morning"),
    PartOfWeek.AFTERNOON: gettext_lazy("in the afternoon"),
    PartOfWeek.EVENING: gettext_lazy("in the evening"),
    PartOfWeek.WEEKEND: gettext_lazy("at the weekend"),
}
MATCHING = {
    Reason.DISTANCE: gettext_lazy("How near it is: full at the door, nothing from 20 km on"),
    Reason.LANGUAGE: gettext_lazy("It speaks the person's language"),
    Reason.TIMES: gettext_lazy("It is open when the person can come, where they said so"),
    Reason.ACCESSIBILITY: gettext_lazy("It has what the person needs to get in, where they said so"),
    Reason.COST: gettext_lazy("It is free, where they asked for that"),
    Reason.ROOM: gettext_lazy("A meeting to come has free places"),
    Reason.TRUST: gettext_lazy("It has helped the person before, or is at it"),
    Reason.ANSWERING: gettext_lazy("It answers referrals soon: full within a day, nothing from 30 days on"),
}
