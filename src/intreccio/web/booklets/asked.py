"""A find question as a booklet."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.catalogue.search.find import find_all
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.web.booklets.document import GroupedBy, Outside, content
from intreccio.web.booklets.typesetting import typeset
from intreccio.web.find.asking import Asked
from intreccio.web.find.showing import pairs_of
from intreccio.web.frame.addresses import address
from intreccio.web.frame.context import territory_name
from intreccio.web.services.carrying import carried

MOST = 200
"""Services in one booklet; it says so where there are more."""


def booklet(asked: Asked, *, site: str, by: GroupedBy, is_large: bool) -> bytes:
    """The PDF of the services that a question finds, the best `MOST` of them; `site` is the platform's address."""
    found = find_all(asked.question)
    services = carried(found[:MOST])
    in_order = [services[each] for each in found[:MOST] if each in services]
    outside = Outside(
        title=title(asked),
        made_on=clock.today(),
        site=site,
        address=address(f"{site}/", pairs_of(asked)),
        territory=territory_name(),
        about=[territory_name(), _how_many(len(in_order), len(found))],
        closing=[_("In an emergency call 112. Violence and stalking, day and night: 1522.")],
        is_large=is_large,
        has_cover=True,
    )
    return typeset(content(outside, in_order, by))


def title(asked: Asked) -> str:
    """What the booklet is about."""
    words = ", ".join(_words(asked))
    return _("Services: %(words)s") % {"words": words} if words else _("Booklet of services")


def _words(asked: Asked) -> Iterator[str]:
    """The question as a reader would say it."""
    known, language = terms_by_key(), get_language() or "it"
    yield from filter(None, (asked.what, asked.where or asked.place_name))
    if asked.switch.zone:
        yield asked.switch.zone.name
    yield from (known[key].name.text(language) for key in asked.filters.get("term", ()) if key in known)
    if asked.filters.get("free"):
        yield _("Free of charge")
    spoken = languages()
    yield from (spoken[code].own for code in asked.filters.get("lang", ()) if code in spoken)


def _how_many(shown: int, found: int) -> str:
    if found > MOST:
        return _("The first %(most)s of %(found)s services found: a narrower question gives a whole booklet.") % {
            "most": MOST,
            "found": found,
        }
    return _("Services in it: %(count)s") % {"count": shown}
