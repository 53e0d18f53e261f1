"""Visitors of the demonstration, of every role and of none."""

from collections.abc import Callable

import pytest
from django.test import Client

VisitorOf = Callable[..., Client]


@pytest.fixture
def visitor() -> VisitorOf:
    """A browser without script: `visitor()` without an account, `visitor("steward")` signed in, in Italian."""

    def visit(role: str | None = None) -> Client:
        from intreccio.accounts.models import User
        from intreccio.demo.accounts import DOMAIN

        client = Client(HTTP_ACCEPT_LANGUAGE="it", HTTP_X_FORWARDED_PROTO="https")
        if role:
            client.force_login(User.objects.get(email=f"{role}@{DOMAIN}"))
        return client

    return visit
