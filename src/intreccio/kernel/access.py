"""The vocabulary of access: permissions, roles, viewers, and the one *not found*.

Rooms' own `access.py` says who may what with these words.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, reduce
from importlib.resources import files
from operator import or_
from typing import Any
from uuid import UUID

from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.text import Translated


class NotFound(Exception):
    """There is no such thing, or it is not for this viewer: outside, the two look the same."""


class NotAllowed(Exception):
    """The viewer may see the thing but not do this with it."""


class Permission(StrEnum):
    """What can be allowed. Stable: role data name them."""

    EDIT_ORGANISATIONS = "organisations.edit"
    VERIFY_ORGANISATIONS = "organisations.verify"
    EDIT_MEMBERS = "members.edit"
    EDIT_LISTINGS = "listings.edit"
    REVIEW_LISTINGS = "listings.review"
    EDIT_TAXONOMIES = "taxonomies.edit"
    EDIT_TERRITORY = "territory.edit"
    IMPORT_REGISTERS = "registers.import"
    MERGE_DUPLICATES = "duplicates.merge"
    READ_JOURNAL = "journal.read"
    ACCOMPANY = "people.accompany"
    BREAK_GLASS = "people.break-glass"
    REVIEW_ACCESS = "people.review-access"
    READ_STATISTICS = "statistics.read"


class Scope(StrEnum):
    """Where a role's permissions hold."""

    ORGANISATION = "organisation"
    NETWORK = "network"


@dataclass(frozen=True)
class Role:
    """A named set of permissions. `slug` is stable."""

    slug: str
    name: Translated
    scope: Scope
    second_factor: bool
    permissions: frozenset[Permission]
    sights: Sight
    """What the role lets see of persons whom the organisation may know of."""


@cache
def roles() -> Mapping[str, Role]:
    """Every role by its slug, in the order of the data file."""
    text = (files("intreccio.kernel") / "data" / "roles.toml").read_text(encoding="utf-8")
    return {slug: _role(slug, row) for slug, row in tomllib.loads(text).items()}


@dataclass(frozen=True)
class Viewer:
    """Who looks: a user, if any, with the roles held in each organisation."""

    user: UUID | None = None
    memberships: Mapping[UUID, frozenset[str]] = field(default_factory=dict)

    def may(self, permission: Permission, organisation: UUID | None = None) -> bool:
        """Whether a network role allows it, or a role in `organisation` does."""
        return any(
            permission in role.permissions and (role.scope is Scope.NETWORK or place == organisation)
            for place, slugs in self.memberships.items()
            for role in map(roles().__getitem__, slugs)
        )

    def sights(self, organisation: UUID) -> Sight:
        """What the roles held in `organisation` let see of the persons it may know of."""
        held = (roles()[slug].sights for slug in self.memberships.get(organisation, ()))
        return reduce(or_, held, Sight.NOTHING)

    def needs_second_factor(self) -> bool:
        """Whether any role held asks for a second factor at sign-in."""
        return any(roles()[slug].second_factor for slugs in self.memberships.values() for slug in slugs)

    def who(self, purpose: Purpose = Purpose.DIRECTORY, organisation: UUID | None = None) -> Who:
        """This viewer as the `by=` of an action."""
        sights = self.sights(organisation) if organisation else Sight.NOTHING
        return Who(self.user, organisation, purpose, sights)


ANYBODY = Viewer()
"""A visitor without an account."""


def require(viewer: Viewer, permission: Permission, organisation: UUID | None = None) -> None:
    """`NotAllowed` unless the viewer may."""
    if not viewer.may(permission, organisation):
        raise NotAllowed(permission)


def _role(slug: str, row: dict[str, Any]) -> Role:
    return Role(
        slug,
        Translated(row["name"]),
        Scope(row["scope"]),
        row["second_factor"],
        frozenset(map(Permission, row["permissions"])),
        reduce(or_, (Sight[name.upper()] for name in row.get("sights", ())), Sight.NOTHING),
    )
