"""What everybody may know of a place."""

from intreccio.actors.models import Site
from intreccio.actors.rules.kinds import AddressVisibility


def is_public(site: Site) -> bool:
    """Whether its address may be shown, drawn on a map and searched near."""
    return site.visibility == AddressVisibility.PUBLIC


def is_placed(site: Site) -> bool:
    """Whether at least its municipality may be shown."""
    return site.visibility != AddressVisibility.HIDDEN
