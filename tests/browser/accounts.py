"""Ways into the demonstration's accounts."""

import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.test import Client

from intreccio.accounts.actions import open_account
from intreccio.accounts.models import User
from intreccio.actors.actions import add_member
from intreccio.actors.models import Organisation
from intreccio.demo.accounts import DOMAIN, PASSWORD, TOTP_SECONDS
from intreccio.kernel.acting import SYSTEM
from tests.hashing import as_in_production

NEWCOMER = f"newcomer@{DOMAIN}"
"""Holds a role that asks for a second factor, and has none yet."""


@dataclass(frozen=True)
class SignIns:
    """For each role of the demonstration a session, and the key of its second factor where it has one."""

    sessions: dict[str, str]
    keys: dict[str, str]

    def code(self, role: str) -> str:
        """The six digits of this moment."""
        return code_of(self.keys[role])


def code_of(key: str) -> str:
    """What an authenticator that holds this key shows now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // TOTP_SECONDS))


def make_sign_ins() -> SignIns:
    """Sign every account of the demonstration in, and open the newcomer's."""
    _open_newcomer()
    users = User.objects.filter(email__endswith=f"@{DOMAIN}").exclude(email=NEWCOMER)
    factors = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user")
    return SignIns(
        sessions={_role(user): _session(user) for user in users},
        keys={_role(factor.user): decrypt(factor.data["secret"]) for factor in factors},
    )


def _open_newcomer() -> None:
    with as_in_production():
        user = open_account(email=NEWCOMER, name="Nadia Nava", password=PASSWORD, by=SYSTEM)
    place = Organisation.objects.get(name__startswith="Passo Lento")
    add_member(user=user, organisation=place, role="link-worker", by=SYSTEM)


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _role(user: User) -> str:
    return user.email.partition("@")[0]
