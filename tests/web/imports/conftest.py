"""Somebody who may import, signed in; and a worker that does the jobs that wait."""

from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Signs in a new user with a role and a second factor, who reads English."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from tests.actors.factories import organisation, user

    def signed_in(role: str = "network-office") -> Client:
        made = user((organisation("ATS"), role))
        TOTP.activate(made, generate_totp_secret())
        client = Client(HTTP_ACCEPT_LANGUAGE="en", HTTP_X_FORWARDED_PROTO="https")
        client.force_login(made)
        return client

    return signed_in


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Does every job that waits, as a worker does. Its threads leave no connection open."""
    from procrastinate.contrib.django import app

    for connection in connections.all():
        monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)

    def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            working.run_worker(wait=False, install_signal_handlers=False, delete_jobs="successful")

    return work
