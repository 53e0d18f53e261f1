"""From the ids of a list to what its page shows."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.kernel import clock
from intreccio.web.booklets.document import Outside, content
from intreccio.web.booklets.typesetting import typeset
from intreccio.web.frame.addresses import Pairs, address
from intreccio.web.frame.context import territory_name
from intreccio.web.frame.squares import square
from intreccio.web.mylist.keeping import written
from intreccio.web.services.carrying import carried
from intreccio.web.shown.carried import Entry, ListLinks


def entries(services: Sequence[UUID], own: Collection[UUID]) -> list[Entry]:
    """A line for each, in order; those that are shown no more say so. `own` is what the reader keeps."""
    found = carried(services)
    return [Entry(str(service), found.get(service), is_kept=service in own) for service in services]


def any_sensitive(lines: Sequence[Entry]) -> bool:
    """Whether the list could endanger its reader where somebody else finds it."""
    return any(line.service and line.service.is_sensitive for line in lines)


def links(request: HttpRequest, services: Sequence[UUID], *, is_shared: bool) -> ListLinks:
    """Where the list goes from here. Addresses carry the ids, so that they work in other browsers too."""
    ids: Pairs = [("s", written(services))]
    share = request.build_absolute_uri(address(reverse("list"), ids))
    page, pdf = reverse("list"), reverse("list-pdf")
    shown = ids if is_shared else []
    return ListLinks(
        share=share,
        calendar=address(reverse("list-calendar"), ids),
        pdf=address(pdf, ids),
        pdf_large=address(pdf, [*ids, ("large", "yes")]),
        plain=address(page, shown),
        large=address(page, [*shown, ("large", "yes")]),
        ids=written(services),
        square=square(share),
    )


def document(request: HttpRequest, services: Sequence[UUID], *, is_large: bool) -> bytes:
    """The list as PDF; what is shown no more is counted at its end."""
    found = carried(services)
    share = address(reverse("list"), [("s", written(services))])
    gone = len(services) - len(found)
    outside = Outside(
        title=_("My list"),
        made_on=clock.today(),
        site=request.build_absolute_uri("/").rstrip("/"),
        address=request.build_absolute_uri(share),
        territory=territory_name(),
        closing=[_("No longer shown: %(count)s") % {"count": gone}] if gone else [],
        is_large=is_large,
    )
    return typeset(content(outside, [found[service] for service in services if service in found]))
