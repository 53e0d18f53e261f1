"""What happens when somebody has signed in."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from intreccio.accounts.actions import note_sign_in
from intreccio.accounts.models import User
from intreccio.kernel.acting import Purpose, Who


def note_sign_in_of(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Receiver of allauth's `user_logged_in`."""
    methods = {record["method"] for record in get_authentication_records(request)}
    note_sign_in(user=user, second_factor="mfa" in methods, by=Who(user.pk, None, Purpose.DIRECTORY))
