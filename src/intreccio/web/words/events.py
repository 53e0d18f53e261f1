"""What happened, as the journal's page says it."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "accounts.closed": _("An account was closed"),
    "accounts.language-chosen": _("Somebody chose a language"),
    "accounts.opened": _("An account was opened"),
    "accounts.password-set": _("A password was set"),
    "accounts.signed-in": _("Somebody signed in"),
    "actors.address-visibility-changed": _("Who may know an address was changed"),
    "actors.member-added": _("Somebody may act for an organisation"),
    "actors.member-removed": _("Somebody no longer acts for an organisation"),
    "actors.organisation-edited": _("An organisation was changed"),
    "actors.organisation-merged": _("Two records were made one"),
    "actors.organisation-registered": _("An organisation was registered"),
    "actors.organisation-separated": _("Two records were parted again"),
    "actors.organisations-imported": _("Organisations came from a register"),
    "actors.site-added": _("A place was added"),
    "actors.site-edited": _("A place was changed"),
    "actors.unit-added": _("A part of an organisation was added"),
    "actors.verification-changed": _("An organisation was checked"),
    "catalogue.activity-added": _("A group or course was added"),
    "catalogue.freshness-changed": _("Time made a listing due, stale or hidden"),
    "catalogue.listing-confirmed": _("A listing was confirmed"),
    "catalogue.listing-moved": _("A listing was published or withdrawn"),
    "catalogue.service-edited": _("A listing was changed"),
    "catalogue.services-added": _("Services were added"),
    "catalogue.session-cancelled": _("A meeting was cancelled"),
    "catalogue.taxonomies-loaded": _("The lists of terms were updated"),
    "kernel.import-applied": _("An import was saved"),
    "kernel.import-discarded": _("An import was discarded"),
    "kernel.import-failed": _("An import failed, and nothing of it was saved"),
    "territory.layer-imported": _("Figures by area were imported"),
    "territory.sections-imported": _("Parts of municipalities were imported"),
    "territory.territory-extended": _("A territory was made or enlarged"),
    "territory.zoning-imported": _("A zoning was imported"),
}


def event_words(name: str) -> str:
    """What an event of that name means; the name itself where nobody wrote words for it."""
    return str(EVENTS.get(name, name))
