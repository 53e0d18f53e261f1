"""What the catalogue does when organisations and their places change: the search shall know."""

from uuid import UUID

from django.db.models import Q

from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.actions.incoming import forget_address
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.models import Service
from intreccio.kernel.journal.models import JournalEntry


def site_changed(entry: JournalEntry) -> None:
    """Index again what is held at a place."""
    site = UUID(entry.data["site"])
    _index(Q(sites=site) | Q(activities__site=site))


def address_kept_apart(entry: JournalEntry) -> None:
    """Forget what sources said of where a place is, once that is not for everybody."""
    if entry.data["visibility"] != AddressVisibility.PUBLIC:
        forget_address(UUID(entry.data["site"]))


def organisation_changed(entry: JournalEntry) -> None:
    """Index again what an organisation offers."""
    _index(Q(organisation=UUID(entry.data["organisation"])))


def _index(services: Q) -> None:
    index(list(Service.objects.filter(services).values_list("pk", flat=True).distinct()))
