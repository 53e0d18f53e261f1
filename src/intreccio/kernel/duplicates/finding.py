"""Keeping the proposals in step with the records: derived data, found anew each night and after every import."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from intreccio.analysis.matching import Proposal, propose
from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.duplicates.kinds import DuplicateKind
from intreccio.kernel.duplicates.merging import gather, one_at_a_time
from intreccio.kernel.duplicates.models import Duplicate
from intreccio.kernel.duplicates.queries import current, representatives
from intreccio.kernel.duplicates.rules import DuplicateState

BATCH = 1_000
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Found:
    """How many proposals are new, how many went since nothing speaks for them any more, how many stand open."""

    new: int
    gone: int
    open: int


def find_duplicates(*, kind: DuplicateKind[Any], owner: UUID | None = None) -> Found:
    """Compare all records of a kind, or those of one organisation, and keep what is proposed in step.

    Before all are compared, what came to merged records since is brought to those that were kept. What was decided
    stays decided; pairs set apart are not proposed again, nor are those they were merged into.
    """
    if owner is None:
        gather(kind=kind)
    return _keep(kind, {_pair(one): one for one in propose(kind.records(owner))}, is_whole=owner is None)


@upkeep
def _keep(kind: DuplicateKind[Any], proposals: dict[Pair, Proposal], *, is_whole: bool) -> Found:
    one_at_a_time()
    there = {(one.first, one.second): one for one in Duplicate.objects.filter(kind=kind.slug)}
    wanted = _still_wanted(kind, proposals, there)
    _add(kind, [one for pair, one in wanted.items() if pair not in there])
    _change((there[pair], one) for pair, one in wanted.items() if pair in there)
    gone = [row.pk for pair, row in there.items() if row.state == DuplicateState.PROPOSED and pair not in wanted]
    if is_whole:
        Duplicate.objects.filter(pk__in=gone).delete()
    open_now = Duplicate.objects.filter(kind=kind.slug, state=DuplicateState.PROPOSED).count()
    return Found(len(wanted.keys() - there.keys()), len(gone) if is_whole else 0, open_now)


def _still_wanted(
    kind: DuplicateKind[Any], proposals: dict[Pair, Proposal], there: dict[Pair, Duplicate]
) -> dict[Pair, Proposal]:
    """The proposals about records that still stand, without those that somebody decided."""
    apart = [pair for pair, row in there.items() if row.state == DuplicateState.SET_APART]
    now = representatives(kind, {one for pair in apart for one in pair})
    settled = {tuple(sorted((now[first], now[second]))) for first, second in apart}
    standing = current(kind, {one for pair in proposals for one in pair})
    return {pair: one for pair, one in proposals.items() if pair not in settled and standing.issuperset(pair)}


def _add(kind: DuplicateKind[Any], proposals: Sequence[Proposal]) -> None:
    Duplicate.objects.bulk_create(
        (
            Duplicate(kind=kind.slug, first=first, second=second, found_at=clock.now(), **_said(one))
            for one in proposals
            for first, second in [_pair(one)]
        ),
        batch_size=BATCH,
    )


def _change(pairs: Iterable[tuple[Duplicate, Proposal]]) -> None:
    changed = []
    for row, one in pairs:
        said = _said(one)
        if (row.score, row.reasons) != (said["score"], said["reasons"]):
            row.score, row.reasons = said["score"], said["reasons"]
            changed.append(row)
    Duplicate.objects.bulk_update(changed, ["score", "reasons"], batch_size=BATCH)


def _said(proposal: Proposal) -> dict[str, Any]:
    return {"score": proposal.score, "reasons": [asdict(reason) for reason in proposal.reasons]}


def _pair(proposal: Proposal) -> Pair:
    return UUID(proposal.a), UUID(proposal.b)
