"""What can be done to a listing, as its history says it."""

from enum import StrEnum


class Change(StrEnum):
    """One step in the history of a listing. Stable: the history keeps them."""

    EDITED = "edited"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ACTIVITY_ADDED = "activity-added"
    ACTIVITY_EDITED = "activity-edited"
    ACTIVITY_REMOVED = "activity-removed"
    RESTORED = "restored"
    UNDONE = "undone"
