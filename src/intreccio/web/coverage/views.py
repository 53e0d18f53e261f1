"""Pathway × zone: where every step can be taken, and where the network has a hole."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.catalogue.access import pathway_for
from intreccio.catalogue.models import Pathway, PathwayStep
from intreccio.catalogue.queries.areas import zone_code, zoning_code
from intreccio.catalogue.queries.pathways import HOLE, Cells, Coverage, coverage, taken
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.kernel.access import NotAllowed
from intreccio.territory.models import Zone
from intreccio.territory.rules import ZoningKind
from intreccio.web.frame.addresses import address
from intreccio.web.frame.zonings import ZoningSwitch, read_switch
from intreccio.web.requests import Request
from intreccio.web.shown.pathways import Cell, CoverageRow, Hole
from intreccio.web.shown.pieces import Link
from intreccio.web.words.moments import ZONE, date_words

MOST_LANGUAGES = 6


@require_safe
def page(request: Request) -> HttpResponse:
    """Every published pathway in every zone: how many of its steps somebody offers there."""
    switch = _switch(request)
    pathways = list(Pathway.objects.filter(is_published=True).prefetch_related("steps"))
    cells = _cells(pathways, switch)
    columns = [Link(_text(pathway.name), _to(pathway, switch)) for pathway in pathways]

    def cell(column: int, zone: Zone) -> Cell:
        steps = list(pathways[column].steps.all())
        has = taken(steps, zone.pk, cells)
        words = _("%(has)s of %(all)s") % {"has": has, "all": len(steps)}
        return Cell(columns[column].label, words, is_hole=has < len(steps), url=columns[column].url)

    context = _matrix(_("Pathway by zone"), columns, switch, cell)
    return render(request, "coverage/page.html", {**context, "pathways_url": reverse("pathways")})


@require_safe
def one(request: Request, pathway: str) -> HttpResponse:
    """The steps of one pathway in every zone: who, in which languages, from when; its holes first."""
    switch = _switch(request)
    found = pathway_for(request.viewer, pathway)
    steps = list(found.steps.all())
    cells = _cells([found], switch)
    columns = [Link(_text(step.name)) for step in steps]

    def cell(column: int, zone: Zone) -> Cell:
        step = steps[column]
        return _cell(columns[column].label, cells.get((step.pk, zone.pk), HOLE), step, zone)

    context = _matrix(_("Step by zone"), columns, switch, cell)
    context["holes"] = list(_holes(steps, switch.zones, cells))
    context["name"] = _text(found.name)
    context["pathway_url"] = reverse("pathway", args=[found.slug])
    return render(request, "coverage/one.html", context)


def _switch(request: Request) -> ZoningSwitch:
    """The zoning that is asked for, else Ambiti; for those who work in the network."""
    if request.viewer.user is None:
        raise NotAllowed("coverage")
    return read_switch(request.GET, usual=ZoningKind.AMBITO)


def _cells(pathways: Sequence[Pathway], switch: ZoningSwitch) -> Cells:
    return coverage(pathways, switch.chosen, clock.now()) if switch.chosen else {}


def _matrix(
    caption: str, columns: Sequence[Link], switch: ZoningSwitch, cell: Callable[[int, Zone], Cell]
) -> dict[str, Any]:
    """A row for each zone, a cell for each column."""
    return {
        "caption": caption,
        "columns": columns,
        "rows": [
            CoverageRow(zone.name, [cell(column, zone) for column in range(len(columns))]) for zone in switch.zones
        ],
        "heading": switch.heading,
        "zonings": switch.zoning_options(),
    }


def _cell(heading: str, seen: Coverage, step: PathwayStep, zone: Zone) -> Cell:
    url = address(reverse("home"), [("term", step.term.key), ("zone", zone_code(zone))])
    if not seen.services:
        return Cell(heading, _("Nobody"), is_hole=True, url=url)
    return Cell(heading, _count(seen), list(_notes(seen)), url=url)


def _count(seen: Coverage) -> str:
    if not seen.here:
        return ngettext("%(count)s from elsewhere", "%(count)s from elsewhere", seen.elsewhere) % {
            "count": seen.elsewhere
        }
    here = ngettext("%(count)s here", "%(count)s here", seen.here) % {"count": seen.here}
    return f"{here} + {seen.elsewhere}" if seen.elsewhere else here


def _notes(seen: Coverage) -> Iterator[str]:
    yield (
        ngettext("%(count)s public", "%(count)s public", seen.public) % {"count": seen.public}
        if seen.public
        else _("none is public")
    )
    if seen.next_at:
        yield _("next on %(day)s") % {"day": date_words(seen.next_at.astimezone(ZONE).date())}
    known = languages()
    spoken = [known[code].own for code in seen.languages if code in known]
    if spoken:
        yield ", ".join(spoken[:MOST_LANGUAGES]) + ("…" if len(spoken) > MOST_LANGUAGES else "")


def _holes(steps: Sequence[PathwayStep], zones: Sequence[Zone], cells: Cells) -> Iterator[Hole]:
    """Steps that nobody offers somewhere."""
    for step in steps:
        without = [zone.name for zone in zones if (step.pk, zone.pk) not in cells]
        if without:
            yield Hole(Link(_text(step.name)), ", ".join(without))


def _to(pathway: Pathway, switch: ZoningSwitch) -> str:
    by = [("by", zoning_code(switch.chosen))] if switch.chosen else []
    return address(reverse("coverage-pathway", args=[pathway.slug]), by)


def _text(words: Any) -> str:
    return str(words.text(get_language() or "it"))
