"""Organisations and places that may be one: what is compared, and what a merge does to them."""

from intreccio.actors.merging.organisations import ORGANISATIONS
from intreccio.actors.merging.sites import SITES

__all__ = ["ORGANISATIONS", "SITES"]
