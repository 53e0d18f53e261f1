"""Words of the desk: states, steps, what a listing lacks."""

from django.utils.translation import gettext_lazy as _

from intreccio.catalogue.rules.changes import Change
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.rules.quality import Lack

STATES = {
    ListingState.DRAFT: _("Draft"),
    ListingState.PUBLISHED: _("Published"),
    ListingState.WITHDRAWN: _("Withdrawn"),
}
CHANGES = {
    Change.EDITED: _("The listing was changed"),
    Change.CONFIRMED: _("The listing was confirmed"),
    Change.PUBLISHED: _("The listing was published"),
    Change.WITHDRAWN: _("The listing was withdrawn"),
    Change.ACTIVITY_ADDED: _("A group or course was added"),
    Change.ACTIVITY_EDITED: _("A group or course was changed"),
    Change.ACTIVITY_REMOVED: _("A group or course was taken away"),
    Change.RESTORED: _("An earlier version was put back"),
    Change.UNDONE: _("The last step was undone"),
}
LACKS = {
    Lack.SUMMARY: (_("Say in one sentence what it is"), "texts"),
    Lack.DESCRIPTION: (_("Describe it in a few sentences"), "texts"),
    Lack.HOW_TO: (_("Say how to get in"), "texts"),
    Lack.WHEN: (_("Say when it is open, or add a group with its dates"), "when"),
    Lack.WHERE: (_("Say where it is"), "where"),
    Lack.COST: (_("Say what it costs, also if it is free"), "cost"),
    Lack.CONTACT: (_("Give a telephone number or an email address"), "contacts"),
    Lack.CATEGORY: (_("Say what it is about"), "about"),
    Lack.LANGUAGES: (_("Say which languages are spoken"), "languages"),
    Lack.ACCESSIBILITY: (_("Say how accessible the place is"), "where"),
    Lack.SECOND_LANGUAGE: (_("Add a text in a second language"), "texts"),
    Lack.FRESH: (_("Confirm that it is still true"), ""),
}
"""What to do about each lack, and in which section of the form."""
EXPIRED = _("its time was over")
REASONS = {"expired": EXPIRED, "merged": _("it was there twice"), "undone": _("publishing it was undone")}
"""The reasons that the platform gives by itself; people write their own."""
