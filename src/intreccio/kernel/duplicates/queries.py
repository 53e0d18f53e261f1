"""Reads: proposals and merges, and which record counts today."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from intreccio.kernel.duplicates.kinds import DuplicateKind
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.duplicates.rules import DuplicateState
from intreccio.kernel.models.bases import MergeableModel

M = TypeVar("M", bound=MergeableModel)


def proposals(kind: DuplicateKind[Any], state: DuplicateState = DuplicateState.PROPOSED) -> QuerySet[Duplicate]:
    """Proposals about records that both may still be compared, the likeliest first."""
    standing = kind.standing().order_by().values("pk")
    found = Duplicate.objects.filter(kind=kind.slug, state=state, first__in=standing, second__in=standing)
    return found.order_by("-score", "first", "second")


def merges(kind: DuplicateKind[Any]) -> QuerySet[Merge]:
    """Merges that hold, the latest first."""
    return Merge.objects.filter(kind=kind.slug, undone_at=None).order_by("-number")


def kept_one(row: M) -> M:
    """The record that counts today: merges are followed to their end."""
    while row.merged_into_id:
        row = type(row)._base_manager.get(pk=row.merged_into_id)
    return row


def current(kind: DuplicateKind[Any], ids: Collection[UUID]) -> set[UUID]:
    """Which of these records still stand by themselves."""
    return set(kind.standing().filter(pk__in=ids).values_list("pk", flat=True))


def representatives(kind: DuplicateKind[Any], ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """For each of these records the one that counts today; one query for each step of the longest chain."""
    found = {one: one for one in ids}
    waiting = set(ids)
    while waiting:
        rows = kind.model._base_manager.filter(pk__in=waiting).exclude(merged_into=None)
        steps = dict(rows.values_list("pk", "merged_into_id"))
        found = {one: steps.get(now, now) for one, now in found.items()}
        waiting = set(steps.values())
    return found
