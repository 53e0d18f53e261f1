"""What the catalogue does when organisations, their places and zones change: the search shall know."""

from uuid import UUID

from django.db.models import Q, QuerySet

from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.actions.incoming import forget_address
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.listings import log_merge
from intreccio.catalogue.actions.taxonomies import load_base_taxonomies
from intreccio.catalogue.actions.words import learn_synonyms
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.models import Service
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.duplicates.actions import find_duplicates
from intreccio.kernel.journal.models import JournalEntry
from intreccio.territory.models import Area, Territory


def bring_terms_up_to_date() -> None:
    """After a migration: what this version ships of terms reaches every installation."""
    load_base_taxonomies(by=SYSTEM)
    learn_synonyms()


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


def territory_changed(entry: JournalEntry) -> None:
    """Index again what is held in a territory or serves municipalities of it."""
    _index_within(Territory.objects.filter(pk=UUID(entry.data["territory"])))


def zoning_changed(entry: JournalEntry) -> None:
    """Index again what is in the territory whose municipalities were grouped anew."""
    _index_within(Territory.objects.filter(zonings=UUID(entry.data["zoning"])))


def _index_within(territories: QuerySet[Territory]) -> None:
    areas = Area.objects.filter(territories__in=territories)
    held = Q(sites__municipality__in=areas) | Q(activities__site__municipality__in=areas)
    _index(held | Q(areas__area__in=areas) | Q(areas__zone__zoning__territory__in=territories))


def organisations_joined(entry: JournalEntry) -> None:
    """Index again what two organisations offer that were merged or separated."""
    _index(Q(organisation__in=[UUID(entry.data["organisation"]), UUID(entry.data["into"])]))


def sites_joined(entry: JournalEntry) -> None:
    """Index again what is held at two places that were merged or separated."""
    sites = [UUID(entry.data["site"]), UUID(entry.data["into"])]
    _index(Q(at_sites__site__in=sites) | Q(activities__site__in=sites))


def listing_merged(entry: JournalEntry) -> None:
    """Log that a merge withdrew a listing."""
    log_merge(service=UUID(entry.data["service"]), undone=False, user=entry.user)


def listing_separated(entry: JournalEntry) -> None:
    """Log that undoing a merge published a listing again."""
    log_merge(service=UUID(entry.data["service"]), undone=True, user=entry.user)


def compare_services(entry: JournalEntry) -> None:
    """What one organisation offers, now together, may be there twice."""
    find_duplicates(kind=SERVICES, owner=UUID(entry.data["into"]))


def _index(services: Q) -> None:
    index(list(Service.objects.filter(services).values_list("pk", flat=True).distinct()))
