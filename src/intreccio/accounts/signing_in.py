"""What happens when somebody has signed in, or set a second factor up. Receivers of allauth's signals."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from intreccio.accounts.actions import note_sign_in
from intreccio.accounts.models import User
from intreccio.kernel.acting import Purpose, Who


def note_sign_in_of(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Receiver of `user_logged_in`."""
    methods = {record["method"] for record in get_authentication_records(request, user)}
    note_sign_in(user=user, second_factor="mfa" in methods, by=Who(user.pk, None, Purpose.DIRECTORY))


def mark_codes_as_viewed(*, authenticator: Authenticator, **_: Any) -> None:
    """Receiver of `authenticator_added` and `authenticator_reset`.

    The page that shows the codes would write this itself when it is first read; but reading never writes.
    """
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.wrap().mark_as_viewed()
