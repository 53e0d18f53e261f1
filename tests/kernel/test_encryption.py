"""Encryption at rest, keyed hashes, and moving to a new key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.kernel.encryption import cipher, keys
from intreccio.kernel.encryption.cipher import CannotDecrypt, decrypt, encrypt, keyed_hash, possible_hashes
from intreccio.kernel.encryption.keys import BadKeys, KeyRing, new_key_text
from intreccio.kernel.encryption.rotation import rotate
from intreccio.kernel.messages import Message, send
from intreccio.kernel.models import OutgoingMessage


@given(st.text())
def test_what_is_encrypted_comes_back(text):
    assert decrypt(encrypt(text, place="here"), place="here") == text


def test_the_same_text_never_looks_the_same():
    assert encrypt("via Roma 1", place="here") != encrypt("via Roma 1", place="here")


def test_a_ciphertext_moved_elsewhere_does_not_decrypt():
    with pytest.raises(CannotDecrypt):
        decrypt(encrypt("via Roma 1", place="here"), place="there")


@given(st.binary(max_size=80))
def test_no_bytes_make_decrypting_crash(token):
    with pytest.raises(CannotDecrypt):
        decrypt(token, place="here")


@pytest.mark.parametrize("at", [0, 3, 10, -1])
def test_a_changed_ciphertext_is_refused(at):
    token = bytearray(encrypt("via Roma 1", place="here"))
    token[at] ^= 1
    with pytest.raises(CannotDecrypt):
        decrypt(bytes(token), place="here")


def test_a_keyed_hash_finds_equal_values_of_one_place_only():
    assert keyed_hash("a", place="x") == keyed_hash("a", place="x")
    assert len({keyed_hash("a", place="x"), keyed_hash("b", place="x"), keyed_hash("a", place="y")}) == 3


def test_while_keys_rotate_a_value_is_found_under_either(settings):
    old = settings.INTRECCIO_KEYS
    before = keyed_hash("RSSMRA", place="x")
    settings.INTRECCIO_KEYS = f"{new_key_text('newer')},{old}"
    assert before in possible_hashes("RSSMRA", place="x")
    assert keyed_hash("RSSMRA", place="x") != before


@pytest.mark.parametrize("text", ["", "x", "x:y", "a:AAAA", ":AAAA", "a:%%%"])
def test_unreadable_keys_are_refused_without_being_shown(text):
    with pytest.raises(BadKeys) as problem:
        KeyRing.from_text(text)
    assert "AAAA" not in str(problem.value)


def test_a_key_does_not_show_itself():
    assert "master" not in repr(KeyRing.from_text(new_key_text("a")))


@pytest.mark.django_db
def test_rotation_moves_everything_once(settings):
    number = send(Message("test", "subject", "body"), address="ada@example.org")
    settings.INTRECCIO_KEYS = f"{new_key_text('newer')},{settings.INTRECCIO_KEYS}"
    table = "kernel.OutgoingMessage"
    assert {r.table: r.rows for r in rotate(dry_run=True)}[table] == 1
    assert {r.table: r.rows for r in rotate()}[table] == 1
    assert {r.table: r.rows for r in rotate()}[table] == 0
    settings.INTRECCIO_KEYS = settings.INTRECCIO_KEYS.split(",")[0]
    assert OutgoingMessage.objects.get(pk=number).address == "ada@example.org"


def test_derived_keys_differ_by_use():
    key = keys.ring().current
    assert len({key.derived(use) for use in ("encryption", "hash", "journal", "django")}) == 4
    assert cipher.key_name(encrypt("x", place="y")) == key.name
