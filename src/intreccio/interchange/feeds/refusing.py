"""Why a feed cannot be fetched."""

from intreccio.kernel.refusing import Refused


class FeedRefused(Refused):
    """The feed cannot be fetched, or may not."""
