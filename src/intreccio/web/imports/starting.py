"""What can be brought in, and what was."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.accounts.models import User
from intreccio.catalogue.models import Source
from intreccio.interchange.importing import all_busy
from intreccio.kernel.imports.kinds import ImportKind, kinds
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import RunState
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.imports import wording
from intreccio.web.imports.forms import UploadForm
from intreccio.web.shown.imports import Offer
from intreccio.web.shown.pieces import Column, Link, Place, Row, Table

PAGE = 20


def start(page: str) -> dict[str, Any]:
    """What can be brought in, and the imports there are: first those under way, then the newest."""
    number = page_number(page)
    busy = all_busy()
    ordered = ImportRun.objects.select_related("file").order_by(
        Case(When(pk__in=busy, then=Value(0)), default=Value(1)), "-created_at", "-pk"
    )
    runs = list(ordered[(number - 1) * PAGE : number * PAGE])
    return {
        "offers": [_offer(kind) for kind in kinds()],
        "runs": table(runs, busy) if runs else None,
        "pages": numbered_pages(reverse("imports"), [], number, ImportRun.objects.count(), PAGE),
        "parts": parts("imports"),
    }


def parts(current: str) -> list[Place]:
    """The parts of importing."""
    labels = {"imports": _("Imports"), "sources": _("Sources")}
    return [Place(label, reverse(page), page == current) for page, label in labels.items()]


def new(kind: ImportKind, form: UploadForm) -> dict[str, Any]:
    """The page where a file of one kind is taken in."""
    offer = _offer(kind)
    return {
        "form": form,
        "offer": offer,
        "action_url": offer.url,
        "steps": wording.steps(0, has_columns=bool(kind.fields)),
        "crumbs": [Link(_("Imports"), reverse("imports")), Link(offer.label)],
    }


def table(runs: Sequence[ImportRun], busy: Collection[UUID]) -> Table:
    """Imports, with what was found in them."""
    names = people({run.created_by for run in runs if run.created_by})
    sources = dict(Source.objects.filter(slug__in={run.source for run in runs}).values_list("slug", "name"))
    labels = {kind.slug: kind.label.text(wording.language()) for kind in kinds()}
    return Table(
        caption=_("Imports"),
        columns=[
            Column(_("File")),
            Column(_("Source")),
            Column(_("State")),
            Column(_("Rows"), is_number=True),
            Column(_("What was found")),
            Column(_("Brought in")),
            Column(_("By")),
        ],
        rows=[
            Row(
                [
                    run.file.name,
                    sources.get(run.source) or labels.get(run.kind, run.kind),
                    _("Under way") if run.pk in busy else wording.state_words(RunState(run.state)),
                    intcomma(run.lines),
                    wording.counts_words(run) or "–",
                    wording.moment_words(run.created_at),
                    names.get(run.created_by, _("the platform")),
                ],
                reverse("import", args=[run.pk]),
            )
            for run in runs
        ],
    )


def people(users: Collection[UUID]) -> dict[UUID | None, str]:
    """Names of accounts."""
    return dict(User.objects.filter(pk__in=users).values_list("pk", "name")) if users else {}


def _offer(kind: ImportKind) -> Offer:
    language = wording.language()
    return Offer(kind.label.text(language), kind.about.text(language), reverse("import-new", args=[kind.slug]))
