"""Why records are not merged or separated, in words."""

from django.db.models import Model

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


def not_there() -> Refused:
    return Refused(Translated(it="Una delle due schede non c'è più.", en="One of the two records is gone."))


def the_same() -> Refused:
    return Refused(Translated(it="È la stessa scheda.", en="It is the same record."))


def merged_already() -> Refused:
    return Refused(
        Translated(
            it="Una delle due è già stata unita a un'altra: guarda le schede unite.",
            en="One of the two has been merged into another already: see what was merged.",
        )
    )


def changed_meanwhile() -> Refused:
    return Refused(
        Translated(
            it="Qualcuno ha cambiato una delle due schede dopo che le hai aperte: guardale di nuovo.",
            en="Somebody changed one of the two records after you opened them: look at them again.",
        )
    )


def undone_already() -> Refused:
    return Refused(Translated(it="Questa unione è già stata annullata.", en="This merge has been undone already."))


def merged_on_top() -> Refused:
    return Refused(
        Translated(
            it="Dopo questa è stata fatta un'altra unione sulle stesse schede: annulla prima quella.",
            en="A later merge stands on top of this one: undo that one first.",
        )
    )


def moved_things_changed(model: type[Model]) -> Refused:
    it, en = _THINGS.get(model._meta.label, ("qualcosa", "something"))
    return Refused(
        Translated(
            it=f"Ciò che era stato spostato ({it}) è cambiato dopo l'unione: da qui non si torna più indietro.",
            en=f"What was moved has changed since ({en}): it cannot be taken back any more from here.",
        )
    )


def number_taken() -> Refused:
    return Refused(
        Translated(
            it="Nel frattempo un'altra scheda ha preso un numero ufficiale di quella da ripristinare.",
            en="Meanwhile another record has taken an official number of the one to bring back.",
        )
    )


_THINGS = {
    "actors.Affiliation": ("appartenenze", "affiliations"),
    "actors.Member": ("persone", "members"),
    "actors.Organisation": ("enti", "organisations"),
    "actors.OrganisationText": ("descrizioni", "descriptions"),
    "actors.Site": ("sedi", "sites"),
    "actors.Unit": ("unità", "units"),
    "catalogue.Activity": ("gruppi e corsi", "activities"),
    "catalogue.Contact": ("contatti", "contacts"),
    "catalogue.Phone": ("telefoni", "telephones"),
    "catalogue.Schedule": ("orari", "opening hours"),
    "catalogue.Service": ("servizi", "services"),
    "catalogue.ServiceAtSite": ("luoghi dei servizi", "places of services"),
    "catalogue.SourceRecord": ("provenienza", "sources"),
}
