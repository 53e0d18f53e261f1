"""What the pages of bookings are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PlaceShown:
    """One of somebody's places."""

    id: UUID
    when: str
    state: str
    may_give_back: bool = False


@dataclass(frozen=True)
class SessionShown:
    """A session in the list of a body: `taken` such as "3 of 12"."""

    url: str
    when: str
    name: str
    taken: str
    waiting: int
    marked: str
    cancelled: str


@dataclass(frozen=True)
class EntryShown:
    """A line of a register. `url` leads to the person, for whoever knows them."""

    id: UUID
    name: str
    url: str
    note: str
    reach: str
    places: int
    state: str
    came: str
    may_give_place: bool


@dataclass(frozen=True)
class RegisterShown:
    """The register of a session: who has a place, and who waits or was offered one."""

    id: UUID
    name: str
    when: str
    place: str
    taken: str
    cancelled: str
    has_begun: bool
    held: Sequence[EntryShown]
    waiting: Sequence[EntryShown]
    walk_ins: int
