"""What can happen to accounts."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class AccountOpened(Event):
    """Somebody got an account."""

    name = "accounts.opened"
    user: UUID


@dataclass(frozen=True)
class SignedIn(Event):
    """Somebody signed in."""

    name = "accounts.signed-in"
    user: UUID
    second_factor: bool


@dataclass(frozen=True)
class AccountClosed(Event):
    """An account can no longer be used."""

    name = "accounts.closed"
    user: UUID


@dataclass(frozen=True)
class LanguageChosen(Event):
    """Somebody chose the language of pages and messages."""

    name = "accounts.language-chosen"
    user: UUID


@dataclass(frozen=True)
class PasswordSet(Event):
    """An account got a new password."""

    name = "accounts.password-set"
    user: UUID
