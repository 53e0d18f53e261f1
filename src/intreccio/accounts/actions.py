"""Opening and closing accounts, signing in."""

from allauth.account.models import EmailAddress

from intreccio.accounts.events import AccountClosed, AccountOpened, LanguageChosen, PasswordSet, SignedIn
from intreccio.accounts.models import User
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record


class AddressTaken(ValueError):
    """An account with this mail address exists already."""


@action
def open_account(
    *, email: str, name: str, by: Who, password: str | None = None, language: str = "it", staff: bool = False
) -> User:
    """Open an account for somebody whose mail address the network knows to be theirs.

    Without a password its owner sets one through a signed link.
    """
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise AddressTaken(f"There is an account for {email} already.")
    user = User(email=email, name=name, language=language, is_staff=staff, created_at=clock.now())
    user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    record(AccountOpened(user.pk), by=by)
    return user


@action
def note_sign_in(*, user: User, second_factor: bool, by: Who) -> None:
    """Keep when somebody signed in, and whether with a second factor."""
    user.last_login = clock.now()
    user.save(update_fields=["last_login"])
    record(SignedIn(user.pk, second_factor), by=by)


@action
def close_account(*, user: User, by: Who) -> None:
    """Close an account: it can no longer sign in. What it did remains."""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    record(AccountClosed(user.pk), by=by)


@action
def choose_language(*, user: User, language: str, by: Who) -> None:
    """Set the language of a user's pages and messages."""
    user.language = language
    user.save(update_fields=["language"])
    record(LanguageChosen(user.pk), by=by)


@action
def set_password(*, user: User, password: str, by: Who) -> None:
    """Give an account a new password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(PasswordSet(user.pk), by=by)
