"""A small network with an office, an organisation and its steward."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

SignIn = Callable[..., Client]


@dataclass
class Network:
    """Who and what there is."""

    body: Any
    service: Any
    office: Any
    steward: Any


@pytest.fixture
def network() -> Network:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
    from intreccio.kernel.acting import SYSTEM
    from tests.actors import factories

    body, health = factories.organisation("Passo Lento"), factories.organisation("ATS")
    texts = {"it": TextDraft(name="Cammini di casa")}
    service = add_service(draft=ServiceDraft(organisation=body, texts=texts), by=SYSTEM)
    office, steward = factories.user((health, "network-office")), factories.user((body, "steward"))
    TOTP.activate(office, generate_totp_secret())
    return Network(body, service, office, steward)


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in Italian, signed in as a user or as nobody."""

    def sign_in(user: Any = None) -> Client:
        client = Client(headers={"X-Forwarded-Proto": "https", "Accept-Language": "it"})
        if user:
            client.force_login(user)
        return client

    return sign_in
