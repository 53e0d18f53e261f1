"""Which pages everybody reads, and so in which languages their words must stand.

The rule is one of folders. Whatever `web` says is public, and stands in every language, unless its room is
named here: so a new room cannot be left out by forgetting it. Pages of the rooms named here, and whatever the
rest of the platform says (mails to account holders, commands), are in the working languages.
"""

from collections.abc import Callable
from typing import Any, Final

SIGNED_IN_ROOMS: Final = frozenset(
    {
        "account",
        "allauth",
        "coverage",
        "desk",
        "duplicates",
        "gallery",
        "imports",
        "journal",
        "listing",
        "listings",
        "members",
        "numbers",
        "office",
        "people",
        "referrals",
        "registers",
        "renderings",
        "sources",
    }
)
"""Rooms of `web`, and folders of its templates, whose pages are for those who sign in or were written to."""

SIGNED_IN_FILES: Final = frozenset(
    {
        "web/shown/desk.py",
        "web/shown/plans.py",
        "web/shown/referrals.py",
        "web/support.py",
        "web/words/borrowed.py",
        "web/words/events.py",
    }
)

PUBLIC_FILES: Final = frozenset({"bookings/actions/telling.py"})
"""What the rest of the platform writes to people without an account."""

OWN_PAGES: Final = "intreccio.web."
OTHERS_PAGES: Final = ("allauth.", "django.contrib.")


def is_public_source(path: str) -> bool:
    """Whether what this file says is read by everybody; `path` is seen from the package, with slashes."""
    if path in PUBLIC_FILES:
        return True
    top, _, rest = path.partition("/")
    room = rest.removeprefix("templates/").partition("/")[0]
    return top == "web" and room not in SIGNED_IN_ROOMS and path not in SIGNED_IN_FILES


def is_public_view(view: Callable[..., Any]) -> bool:
    """Whether everybody reads what this view answers: its pages are offered in every language."""
    module = getattr(view, "view_class", view).__module__
    if module.startswith(OWN_PAGES):
        return module.split(".")[2] not in SIGNED_IN_ROOMS
    return not module.startswith(OTHERS_PAGES)
