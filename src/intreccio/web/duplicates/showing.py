"""From proposals and merges to what their pages show."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intreccio.accounts.models import User
from intreccio.analysis.folding import folded
from intreccio.kernel.access import Viewer
from intreccio.kernel.duplicates.kinds import DuplicateKind, kind_named, kinds
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.duplicates.moving import Moved
from intreccio.kernel.duplicates.queries import merges, proposals
from intreccio.kernel.duplicates.rules import DuplicateState
from intreccio.web.duplicates import wording
from intreccio.web.duplicates.forms import MergeForm
from intreccio.web.duplicates.sides import SIDES, Said
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.zonings import ZoningSwitch, read_switch
from intreccio.web.imports.wording import language, moment_words
from intreccio.web.shown.duplicates import Compared, Likeness, MergeShown, PairShown
from intreccio.web.shown.pieces import Column, Fact, Link, Place, Row, Table

PAGE = 25
Pairs = list[tuple[str, str]]


def start(query: QueryDict) -> dict[str, Any]:
    """The list of proposals, or of what was decided, of one kind, a page at a time."""
    kind, show = _kind(query.get("kind", "")), _show(query.get("show", ""))
    switch, number = read_switch(query), page_number(query.get("page", ""))
    rows, total = _rows(kind, show, switch, number)
    base = [("kind", kind.slug), ("show", show), *switch.parameters]
    return {
        "tabs": list(_tabs(kind, show, switch.parameters)),
        "states": list(_states(kind, show, switch.parameters)),
        "kept": [("kind", kind.slug), ("show", show)],
        "zonings": switch.zoning_options(),
        "zones": switch.zone_options(),
        "is_to_decide": show == DuplicateState.PROPOSED,
        "total": total,
        "table": Table(_caption(show), _columns(show), rows),
        "pages": numbered_pages(reverse("duplicates"), base, number, total, PAGE),
    }


def pair(viewer: Viewer, duplicate: Duplicate, form: MergeForm | None = None) -> dict[str, Any]:
    """Two records beside each other, and what can be done about them."""
    kind = kind_named(duplicate.kind)
    side, ids = SIDES[kind.slug], (duplicate.first, duplicate.second)
    labels = side.labels(ids)
    said = [side.said(viewer, one) for one in ids]
    links = [Link(labels[one], side.url(one)) for one in ids]
    return {
        "pair": PairShown(
            links[0],
            links[1],
            wording.score_words(duplicate.score),
            wording.reasons_words(duplicate.reasons),
            list(_compared(*said)),
        ),
        "form": form or merge_form(duplicate),
        "is_set_apart": duplicate.state == DuplicateState.SET_APART,
        "merge_url": reverse("duplicate-merge", args=[duplicate.pk]),
        "apart_url": reverse("duplicate-apart", args=[duplicate.pk]),
        "reconsider_url": reverse("duplicate-reconsider", args=[duplicate.pk]),
        "crumbs": _crumbs(kind, _("Compare")),
    }


def merge_form(duplicate: Duplicate, data: QueryDict | None = None) -> MergeForm:
    """The form to merge a pair: the one with more to it is proposed to be kept."""
    kind = kind_named(duplicate.kind)
    ids = (duplicate.first, duplicate.second)
    labels = SIDES[kind.slug].labels(ids)
    rows = kind.model._base_manager.in_bulk(ids)
    initial = {
        "keep": str(max(ids, key=lambda one: kind.worth(rows[one]))),
        "first_version": rows[ids[0]].version,
        "second_version": rows[ids[1]].version,
    }
    return MergeForm([(one, labels[one]) for one in ids], data, initial=initial)


def merged(merge: Merge) -> dict[str, Any]:
    """A merge that was made, with what it moved."""
    kind = kind_named(merge.kind)
    side = SIDES[kind.slug]
    labels = side.labels((merge.kept, merge.lost))
    return {
        "merge": MergeShown(
            kept=Link(labels[merge.kept], side.url(merge.kept)),
            lost=labels[merge.lost],
            facts=list(_merge_facts(merge)),
            is_undone=merge.undone_at is not None,
        ),
        "undo_url": reverse("merge-undo", args=[merge.number]),
        "crumbs": _crumbs(kind, _("Merged")),
    }


def list_url(kind: str) -> str:
    """The proposals of one kind."""
    return address(reverse("duplicates"), [("kind", kind)])


def _kind(slug: str) -> DuplicateKind[Any]:
    """The kind asked for, or the first."""
    return next((kind for kind in kinds() if kind.slug == slug), kinds()[0])


def _show(text: str) -> str:
    return text if text in [state.value for state in DuplicateState] else DuplicateState.PROPOSED.value


def _rows(kind: DuplicateKind[Any], show: str, switch: ZoningSwitch, number: int) -> tuple[list[Row], int]:
    """The rows of one page, and how many there are in all."""
    window = slice((number - 1) * PAGE, number * PAGE)
    if show == DuplicateState.MERGED:
        made = merges(kind)
        if switch.zone:
            made = made.filter(kept__in=SIDES[kind.slug].within(switch.zone).order_by().values("pk"))
        return _merge_rows(kind, list(made[window])), made.count()
    found = proposals(kind, DuplicateState(show))
    if switch.zone:
        within = SIDES[kind.slug].within(switch.zone).order_by().values("pk")
        found = found.filter(first__in=within) | found.filter(second__in=within)
    return _pair_rows(kind, list(found[window])), found.count()


def _pair_rows(kind: DuplicateKind[Any], found: list[Duplicate]) -> list[Row]:
    labels = SIDES[kind.slug].labels({one for row in found for one in (row.first, row.second)})
    return [
        Row(
            [
                labels[row.first],
                labels[row.second],
                wording.score_words(row.score),
                ", ".join(wording.reasons_words(row.reasons)),
            ],
            reverse("duplicate", args=[row.pk]),
        )
        for row in found
    ]


def _merge_rows(kind: DuplicateKind[Any], made: list[Merge]) -> list[Row]:
    labels = SIDES[kind.slug].labels({one for row in made for one in (row.kept, row.lost)})
    names = _people({row.merged_by for row in made if row.merged_by})
    return [
        Row(
            [labels[row.lost], labels[row.kept], moment_words(row.merged_at), names.get(row.merged_by, "")],
            reverse("merge", args=[row.number]),
        )
        for row in made
    ]


def _columns(show: str) -> list[Column]:
    if show == DuplicateState.MERGED:
        return [Column(_("Merged")), Column(_("Into")), Column(_("When")), Column(_("By"))]
    return [Column(_("One")), Column(_("The other")), Column(_("Likeness"), is_number=True), Column(_("Why"))]


def _caption(show: str) -> str:
    return {
        DuplicateState.PROPOSED.value: _("Records that may be there twice, the likeliest first"),
        DuplicateState.MERGED.value: _("Records that were merged, the latest first"),
        DuplicateState.SET_APART.value: _("Records that are not the same"),
    }[show]


def _tabs(chosen: DuplicateKind[Any], show: str, zone: Pairs) -> Iterator[Place]:
    for kind in kinds():
        url = address(reverse("duplicates"), [("kind", kind.slug), ("show", show), *zone])
        yield Place(kind.label.text(language()), url, kind is chosen)


def _states(kind: DuplicateKind[Any], chosen: str, zone: Pairs) -> Iterator[Place]:
    words = {
        DuplicateState.PROPOSED: pgettext("duplicates", "To decide"),
        DuplicateState.MERGED: pgettext("duplicates", "Merged"),
        DuplicateState.SET_APART: pgettext("duplicates", "Not the same"),
    }
    for state, label in words.items():
        url = address(reverse("duplicates"), [("kind", kind.slug), ("show", state), *zone])
        yield Place(label, url, state == chosen)


def _crumbs(kind: DuplicateKind[Any], here: str) -> list[Link]:
    return [
        Link(_("Duplicates"), reverse("duplicates")),
        Link(kind.label.text(language()), list_url(kind.slug)),
        Link(here),
    ]


def _compared(first: Said, second: Said) -> Iterator[Compared]:
    """Thing by thing what the two say, but for what neither says."""
    for label in first:
        one, other = first[label], second[label]
        if one or other:
            yield Compared(label, one, other, _likeness(one, other))


def _likeness(one: str, other: str) -> Likeness:
    if not (one and other):
        return Likeness.ONE_ONLY
    return Likeness.SAME if folded(one) == folded(other) else Likeness.DIFFERENT


def _merge_facts(merge: Merge) -> Iterator[Fact]:
    names = _people({user for user in (merge.merged_by, merge.undone_by) if user})
    yield Fact(_("Merged on"), _when_by(moment_words(merge.merged_at), names.get(merge.merged_by, "")))
    if merge.undone_at:
        yield Fact(_("Undone on"), _when_by(moment_words(merge.undone_at), names.get(merge.undone_by, "")))
    counts: Counter[str] = Counter()
    for one in map(Moved.of, merge.moved):
        counts[wording.moved_words(one.table)] += len(one.rows)
    for label, count in sorted(counts.items()):
        yield Fact(label, str(count))


def _when_by(moment: str, name: str) -> str:
    return _("%(moment)s, by %(name)s") % {"moment": moment, "name": name} if name else moment


def _people(users: Collection[UUID]) -> dict[UUID | None, str]:
    return dict(User.objects.filter(pk__in=users).values_list("pk", "name")) if users else {}
