"""From sources to what their pages show."""

from datetime import timedelta
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.models import Source
from intreccio.catalogue.queries.sources import SourceSummary, open_conflicts, overview, vanished_from
from intreccio.catalogue.rules.sources import Fetched
from intreccio.catalogue.shipped import languages
from intreccio.interchange.feeds.reading import is_being_read
from intreccio.interchange.importing import all_busy
from intreccio.kernel.imports.kinds import kinds
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.text import Translated
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.imports import starting
from intreccio.web.imports.wording import language, moment_words
from intreccio.web.shown.imports import Notice, Tile
from intreccio.web.shown.pieces import Column, Fact, Link, Row, Table
from intreccio.web.sources.forms import FeedForm, rhythm_words

RUNS = 20


def sources() -> dict[str, Any]:
    """Every source, with what is to be done about it."""
    rows = overview()
    return {"table": _table(rows) if rows else None, "parts": starting.parts("sources")}


def source_page(source: Source, page: str) -> dict[str, Any]:
    """One source: what it is, what is to be decided, what was read of it."""
    number = page_number(page)
    runs = ImportRun.objects.filter(source=source.slug).select_related("file").order_by("-created_at", "-pk")
    shown = list(runs[(number - 1) * RUNS : number * RUNS])
    here = _url("source", source)
    return {
        "name": source.name,
        "crumbs": crumbs(source),
        "notice": _notice(source),
        "tiles": _tiles(source),
        "facts": _facts(source),
        "edit_url": _url("source-edit", source),
        "fetch_url": _url("source-fetch", source) if source.address and source.active else "",
        "upload_url": reverse("import-new", args=[source.kind]) if _is_known(source.kind) else "",
        "runs": starting.table(shown, all_busy()) if shown else None,
        "pages": numbered_pages(here, [], number, runs.count(), RUNS),
    }


def edit(source: Source, form: FeedForm) -> dict[str, Any]:
    """The page where what is said of a source is changed."""
    return {
        "name": source.name,
        "crumbs": [*crumbs(source), Link(_("Change"))],
        "form": form,
        "action_url": _url("source-edit", source),
        "back_url": _url("source", source),
    }


def crumbs(source: Source) -> list[Link]:
    """From the imports to a source."""
    return [
        Link(_("Imports"), reverse("imports")),
        Link(_("Sources"), reverse("sources")),
        Link(source.name, _url("source", source)),
    ]


def kind_words(slug: str) -> str:
    """What a kind of import is called; its slug where it is no longer known."""
    labels = {kind.slug: kind.label.text(language()) for kind in kinds()}
    return labels.get(slug, slug)


def _table(summaries: list[SourceSummary]) -> Table:
    return Table(
        caption=_("Sources"),
        columns=[
            Column(_("Name")),
            Column(_("What it is")),
            Column(_("Last read")),
            Column(_("Things"), is_number=True),
            Column(_("Disagreements"), is_number=True),
            Column(_("Gone from it"), is_number=True),
            Column(_("Next fetch")),
            Column(_("Counts as checked")),
        ],
        rows=[_row(summary) for summary in summaries],
    )


def _row(summary: SourceSummary) -> Row:
    source = summary.source
    return Row(
        [
            source.name,
            kind_words(source.kind),
            moment_words(source.read_at) or _("never"),
            intcomma(summary.things),
            intcomma(summary.conflicts),
            intcomma(summary.vanished),
            _next_fetch(source),
            _("yes") if source.vouched else _("no"),
        ],
        _url("source", source),
    )


def _tiles(source: Source) -> list[Tile]:
    conflicts, vanished = open_conflicts(source).count(), vanished_from(source).count()
    return [
        Tile(_("Things it told"), intcomma(source.records.filter(vanished_at=None).count())),
        Tile(
            _("Disagreements to decide"),
            intcomma(conflicts),
            _url("source-conflicts", source) if conflicts else "",
        ),
        Tile(
            _("Gone from it, to settle"),
            intcomma(vanished),
            _url("source-vanished", source) if vanished else "",
        ),
    ]


def _facts(source: Source) -> list[Fact]:
    known = languages()
    return [
        Fact(_("What it is"), kind_words(source.kind)),
        Fact(_("Language"), known[source.language].name.text(language()) if source.language in known else ""),
        Fact(_("Licence"), source.licence),
        Fact(_("Web page"), source.url, source.url),
        Fact(_("Counts as checked"), _("yes") if source.vouched else _("no")),
        Fact(_("In use"), _("yes") if source.active else _("no")),
        Fact(_("Fetched from"), source.address),
        Fact(_("Fetched by itself"), rhythm_words(source.every_hours) if source.every_hours else ""),
        Fact(_("Next fetch"), _next_fetch(source) if source.every_hours else ""),
        Fact(_("Last fetched"), moment_words(source.fetched_at)),
        Fact(
            _("Saved without asking"), (_("yes") if source.applies_itself else _("no")) if source.address else ""
        ),
        Fact(_("Last read"), moment_words(source.read_at) or _("never")),
    ]


def _next_fetch(source: Source) -> str:
    """When it is fetched again by itself."""
    if not (source.active and source.every_hours):
        return "–"
    if source.fetched_at is None:
        return _("soon")
    return moment_words(source.fetched_at + timedelta(hours=source.every_hours))


def _notice(source: Source) -> Notice | None:
    """That it is being fetched, or why it could not be."""
    if is_being_read(source):
        return Notice("info", _("It is being fetched"), _("What is found stands below as soon as it is there."))
    if source.fetched != Fetched.FAILED:
        return None
    return Notice("danger", _("The last fetch failed"), Translated(source.fetch_problem).text(language()))


def _is_known(kind: str) -> bool:
    return kind in {known.slug for known in kinds()}


def _url(page: str, source: Source) -> str:
    return reverse(page, args=[source.slug])
