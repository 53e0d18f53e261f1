"""What templates/sources is given: what sources and we disagree about, what they have no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from intreccio.web.shown.pieces import Link


@dataclass(frozen=True)
class ConflictShown:
    """A field of which a source and we say different things. `id` is what is sent to decide it."""

    id: str
    field: str
    ours: str
    theirs: str
    since: str


@dataclass(frozen=True)
class ThingShown:
    """Something of ours that a source told, with the fields that are to be decided."""

    name: Link
    what: str
    key: str
    conflicts: Sequence[ConflictShown] = ()


@dataclass(frozen=True)
class GoneShown:
    """Something that a source told and tells no more. `id` is what is sent to settle it."""

    id: str
    name: Link
    what: str
    key: str
    since: str
    can_be_withdrawn: bool = False


@dataclass(frozen=True)
class ToldShown:
    """Where a field comes from. `says` is what the source says, where ours is another."""

    field: str
    source: Link
    when: str
    is_ours: bool = False
    says: str = ""
