"""Opening, closing and signing in to accounts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from intreccio.accounts.actions import AddressTaken, close_account, open_account, set_password
from intreccio.accounts.models import User
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.models import JournalEntry, OutgoingMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return open_account(email="Ada@Example.org", name="Ada", password="correct horse battery", by=SYSTEM)


def test_a_mail_address_is_kept_in_small_letters_and_once(ada):
    assert ada.email == "ada@example.org"
    with pytest.raises(AddressTaken):
        open_account(email="ADA@example.ORG", name="Another", by=SYSTEM)


def test_the_database_too_refuses_capitals_in_an_address(ada):
    @upkeep
    def shout() -> None:
        User.objects.filter(pk=ada.pk).update(email="ADA@EXAMPLE.ORG")

    with pytest.raises(IntegrityError, match="user_email_is_lower_case"):
        shout()


def test_what_is_no_address_opens_no_account():
    with pytest.raises(ValidationError):
        open_account(email="not an address", name="Ada", by=SYSTEM)


def test_signing_in_is_noted_with_its_strength(ada, client):
    answer = client.post("/accounts/login/", {"login": "ada@example.org", "password": "correct horse battery"})
    assert answer.status_code == 302
    entry = JournalEntry.objects.get(event="accounts.signed-in")
    assert entry.data == {"user": str(ada.pk), "second_factor": False}
    assert User.objects.get(pk=ada.pk).last_login is not None


def test_a_wrong_password_says_no_more_than_that(ada, client):
    for address in ("ada@example.org", "nobody@example.org"):
        answer = client.post("/accounts/login/", {"login": address, "password": "wrong"})
        assert answer.status_code == 200
        assert "_auth_user_id" not in client.session


def test_a_closed_account_does_not_sign_in(ada, client):
    close_account(user=ada, by=SYSTEM)
    client.post("/accounts/login/", {"login": "ada@example.org", "password": "correct horse battery"})
    assert "_auth_user_id" not in client.session


def test_nobody_registers_by_themselves(client):
    client.post(
        "/accounts/signup/",
        {"email": "eve@example.org", "password1": "correct horse battery", "password2": "correct horse battery"},
    )
    assert not User.objects.filter(email="eve@example.org").exists()


def test_passwords_are_kept_as_argon2(ada):
    set_password(user=ada, password="another horse", by=SYSTEM)
    assert User.objects.get(pk=ada.pk).password.startswith("argon2")


def test_a_forgotten_password_is_answered_by_mail_through_the_one_sender(ada, client):
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    [message] = OutgoingMessage.objects.all()
    assert message.address == "ada@example.org"
    assert "/accounts/password/reset/key/" in message.body
    assert message.subject == "Una nuova password per Intreccio"
    assert "!" not in message.subject + message.body


def test_nobody_adds_an_address_to_an_account(ada, client):
    client.force_login(ada)
    assert client.get("/accounts/email/").status_code == 404
    answer = client.post("/accounts/email/", {"email": "eve@example.org", "action_add": ""})
    assert answer.status_code == 404
    assert ada.emailaddress_set.count() == 1
