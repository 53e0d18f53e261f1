"""Referrals in numbers: for those who plan and evaluate, who see no person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.analysis.protecting import FLOOR
from intreccio.kernel.access import Permission, require
from intreccio.kernel.text import Translated
from intreccio.pathways.queries.numbers import numbers
from intreccio.web.referrals.wording import ADAPTATIONS
from intreccio.web.requests import Request
from intreccio.web.shown.imports import Tile
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import date_words


@require_safe
def page(request: Request) -> HttpResponse:
    """A year of referrals: how many, what came of them, and whether the nearest were asked."""
    require(request.viewer, Permission.READ_STATISTICS)
    found = numbers()
    language = get_language() or "it"
    counts = [
        (_("Sent"), found.sent),
        (_("Taken up"), found.taken),
        (_("Helped"), found.helped),
        (_("The nearest was not asked"), found.not_nearest),
        (_("A public service was near and not asked"), found.public_passed),
        (_("To own services for which one pays"), found.own_paid),
    ]
    columns = [
        Column(_("What for")),
        *(Column(name, is_number=True) for name in (_("Sent"), _("Answered"), _("Taken up"), _("Helped"))),
    ]
    rows = [
        Row([Translated(one.name).text(language), *map(shown, (one.sent, one.answered, one.taken, one.helped))])
        for one in found.terms
    ]
    wanted = [Row([str(ADAPTATIONS[one]), shown(count)]) for one, count in found.adaptations.items()]
    context = {
        "since": date_words(found.since.date()),
        "until": date_words(found.until.date()),
        "tiles": [Tile(label, shown(count), "") for label, count in counts],
        "terms": Table(_("What for, and what came of it"), columns, rows),
        "adaptations": Table(
            _("What would make it possible to come"),
            [Column(_("What")), Column(_("Asked for"), is_number=True)],
            wanted,
        ),
    }
    return render(request, "numbers/referrals.html", context)


def shown(count: int | None) -> str:
    """A protected count: `about 140`, or `fewer than 5`."""
    if count is None:
        return _("fewer than %(floor)s") % {"floor": FLOOR}
    return _("about %(count)s") % {"count": number_format(count, force_grouping=True)}
