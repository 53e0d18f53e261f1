"""One account per role, for trying the demonstration out."""

import time
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt

from intreccio.accounts.actions import open_account
from intreccio.accounts.models import User
from intreccio.actors.actions import add_member
from intreccio.demo.organising import Made
from intreccio.kernel.access import roles
from intreccio.kernel.acting import SYSTEM

PASSWORD = "intreccio-demo"  # noqa: S105 - printed for everybody
DOMAIN = "intreccio.example"
TOTP_SECONDS = 30

PLACES = {
    "network-office": ("Giulia Rota", "ats-orobie"),
    "link-worker": ("Marco Locatelli", "casa-comunita-le-filande"),
    "volunteer-helper": ("Teresa Carminati", "santa-marta"),
    "desk": ("Paola Milesi", "casa-comunita-le-filande"),
    "municipal-social-worker": ("Chiara Pesenti", "servizi-in-comune"),
    "planning-office": ("Davide Gamba", "ambito-brembo-adda"),
    "operator": ("Lucia Bonaldi", "passo-lento"),
    "steward": ("Renato Cortinovis", "sedie-in-cerchio"),
    "employer-contact": ("Elena Ferrari", "officine-valbrem"),
    "evaluator": ("Anna Zambelli", "laboratorio-valutazione"),
    "data-protection-officer": ("Sergio Pelliccioli", "ats-orobie"),
    "auditor": ("Franca Invernizzi", "ambito-brembo-adda"),
}
"""For each role a person's name (invented) and the organisation worked for."""


class UnknownRole(ValueError):
    """There is no demonstration account for that role."""


def open_accounts(made: dict[str, Made]) -> None:
    """Open the accounts, with a second factor where the role asks for one."""
    for role, (name, organisation) in PLACES.items():
        user = open_account(
            email=address_of(role), name=name, password=PASSWORD, staff=role == "network-office", by=SYSTEM
        )
        add_member(user=user, organisation=made[organisation].organisation, role=role, by=SYSTEM)
        if roles()[role].second_factor:
            TOTP.activate(user, generate_totp_secret())


def sign_ins() -> Iterator[str]:
    """A line per role: who, with which address, password and whether a code is asked."""
    for slug, role in roles().items():
        code = "with a code" if role.second_factor else "no code"
        yield f"{slug:26}{address_of(slug):44}{PASSWORD}   ({code})"


def current_code(role: str) -> str:
    """The six digits that the role's authenticator shows now."""
    key = Authenticator.objects.filter(
        user=User.objects.filter(email=address_of(role)).first(), type=Authenticator.Type.TOTP
    ).first()
    if role not in PLACES:
        raise UnknownRole(f"There is no role {role!r}. Roles: {', '.join(PLACES)}.")
    if key is None:
        raise UnknownRole(f"The demonstration's {role} signs in without a code.")
    secret = decrypt(key.data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_SECONDS))


def address_of(role: str) -> str:
    """The address with which a role signs in."""
    return f"{role}@{DOMAIN}"
