"""Reads: what in the catalogue waits for somebody."""

from django.db.models import QuerySet

from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.listing import Freshness, ListingState


def stale_listings() -> QuerySet[Service]:
    """Published listings that nobody confirmed in time, hidden ones too; the longest unconfirmed first."""
    found = Service.objects.filter(state=ListingState.PUBLISHED, freshness__in=[Freshness.STALE, Freshness.HIDDEN])
    return found.select_related("organisation").prefetch_related("texts").order_by("confirmed_on", "pk")
