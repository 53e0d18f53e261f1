"""Deciding everything that a source leaves open at once."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intreccio.catalogue.models import Source
from intreccio.catalogue.queries.sources import open_conflicts, vanished_from
from intreccio.interchange.settling import CONFLICTS, Verdict, is_settling
from intreccio.web.shown.imports import Notice
from intreccio.web.shown.pieces import Link
from intreccio.web.sources.showing import crumbs


def page_of(verdict: Verdict) -> str:
    """The page of what is decided."""
    return "source-conflicts" if verdict in CONFLICTS else "source-vanished"


def url_of(source: Source, verdict: Verdict) -> str:
    """Where one is asked before everything is decided so."""
    return reverse("source-settle-all", args=[source.slug, verdict.value])


def question(source: Source, verdict: Verdict) -> dict[str, Any]:
    """The question before everything is decided so."""
    title = {
        Verdict.OURS: _("Keep all of ours?"),
        Verdict.THEIRS: _("Take all of theirs?"),
        Verdict.KEEP: _("Keep them all?"),
        Verdict.WITHDRAW: _("Withdraw them all?"),
    }[verdict]
    return {
        "title": title,
        "text": _text(source, verdict),
        "label": title.removesuffix("?"),
        "kind": "danger" if verdict is Verdict.WITHDRAW else "primary",
        "action_url": url_of(source, verdict),
        "back_url": reverse(page_of(verdict), args=[source.slug]),
        "crumbs": [*crumbs(source), Link(title)],
    }


def notice(source: Source) -> Notice | None:
    """That a worker is at it."""
    if not is_settling(source):
        return None
    return Notice("info", _("It is being done"), _("Look again in a moment: what is decided leaves this list."))


def _text(source: Source, verdict: Verdict) -> str:
    found = open_conflicts(source) if verdict in CONFLICTS else vanished_from(source)
    count = found.count()
    text = {
        Verdict.OURS: ngettext(
            "%(count)s field stays as it is here. The source is not asked again until it says something else.",
            "%(count)s fields stay as they are here. The source is not asked again until it says something else.",
            count,
        ),
        Verdict.THEIRS: ngettext(
            "%(count)s field becomes what the source says. What stands here is replaced.",
            "%(count)s fields become what the source says. What stands here is replaced.",
            count,
        ),
        Verdict.KEEP: ngettext(
            "%(count)s thing stays as it is, though its source has it no more.",
            "%(count)s things stay as they are, though their source has them no more.",
            count,
        ),
        Verdict.WITHDRAW: ngettext(
            "If it is a service, %(count)s thing is withdrawn: nobody finds it any more. It can be published "
            "again.",
            "The services among %(count)s things are withdrawn: nobody finds them any more. They can be published "
            "again. Organisations and places stay as they are.",
            count,
        ),
    }[verdict]
    return text % {"count": intcomma(count)}
