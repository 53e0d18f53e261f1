"""Sessions and places in words."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from intreccio.actors.models import Site
from intreccio.catalogue.models import Activity, Session
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.queries.texts import best_text
from intreccio.web.words.moments import day_words, hours_words


def group_name(activity: Activity) -> str:
    """What a group is called, as far as possible in the reader's language."""
    text = best_text(activity.texts.all(), get_language() or "it")
    return text.name if text else ""


def when(session: Session) -> str:
    """`Tuesday 1 December, 15:00–17:00`."""
    return f"{day_words(session.starts_at)}, {hours_words(session)}"


def room_words(session: Session) -> str:
    """How many places are free; who waits already, where none is; "" where places are not counted."""
    if session.free is None:
        return ""
    if session.free and not session.waiting:
        return ngettext("%(count)s place free", "%(count)s places free", session.free) % {"count": session.free}
    return _("full: you wait, and hear when a place becomes free")


def next_words(session: Session) -> str:
    """The next meeting that can be booked, and what is free there."""
    return joined([_("Next meeting: %(when)s") % {"when": when(session)}, room_words(session)])


def place_words(site: Site | None) -> str:
    """Where it is, as far as everybody may know."""
    if site is None or not is_public(site):
        return ""
    return ", ".join(part for part in (site.name, site.street, str(site.municipality or "")) if part)


def joined(parts: Iterable[str]) -> str:
    """What there is of some words, with a dot between."""
    return " · ".join(part for part in parts if part)
