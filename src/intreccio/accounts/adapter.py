"""Where django-allauth meets our rules: no self-registration, our mail, our actions, our encryption."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from intreccio.accounts.actions import set_password
from intreccio.accounts.models import User
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.encryption.cipher import decrypt, encrypt
from intreccio.kernel.messages import Message, send

TOTP_PLACE = "mfa.totp"
RIGHT_AFTER_SECONDS = 300


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the network, not by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Not right after signing in: whoever must set a second factor up first comes straight from there."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return bool(clock.now().timestamp() - latest > RIGHT_AFTER_SECONDS)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand allauth's messages to the one function that sends."""
        rendered = self.render_mail(template_prefix, email, {"request": self.request, **context})
        kind = template_prefix.rpartition("/")[2].replace("_", "-")
        send(Message(kind, rendered.subject, rendered.body), address=email)

    def set_password(self, user: User, password: str) -> None:
        set_password(user=user, password=password, by=Who(user.pk, None, Purpose.ADMINISTRATION))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keys of second factors are encrypted at rest."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypt(text, place=TOTP_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(base64.b64decode(encrypted_text), place=TOTP_PLACE)
