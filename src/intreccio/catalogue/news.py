"""What the catalogue does when organisations and their places change: the search shall know."""

from uuid import UUID

from django.db.models import Q

from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.models import Service
from intreccio.kernel.journal.models import JournalEntry


def site_changed(entry: JournalEntry) -> None:
    """Index again what is held at a place."""
    site = UUID(entry.data["site"])
    _index(Q(sites=site) | Q(activities__site=site))


def organisation_changed(entry: JournalEntry) -> None:
    """Index again what an organisation offers."""
    _index(Q(organisation=UUID(entry.data["organisation"])))


def _index(services: Q) -> None:
    index(list(Service.objects.filter(services).values_list("pk", flat=True).distinct()))
