"""Encryption at rest (AES-256-GCM) and keyed hashes (HMAC-SHA-256), both naming the key they were made with."""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intreccio.kernel.encryption.keys import Key, ring

NONCE_BYTES = 12


class CannotDecrypt(Exception):
    """The ciphertext was changed, belongs to another place, or its key is not in the ring."""


def encrypt(text: str, *, place: str) -> bytes:
    """Encrypt `text`, bound to `place` (such as a column's name): elsewhere it does not decrypt.

    The result is: length of key name, key name, nonce, ciphertext with tag.
    """
    key = ring().current
    name = key.name.encode()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key.derived("encryption")).encrypt(nonce, text.encode(), place.encode())
    return bytes([len(name)]) + name + nonce + sealed


def decrypt(token: bytes, *, place: str) -> str:
    """The text of a token made by `encrypt` for the same `place`."""
    try:
        key = ring().named(key_name(token))
        body = token[1 + token[0] :]
        opened = AESGCM(key.derived("encryption")).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], place.encode())
    except (KeyError, IndexError, UnicodeDecodeError, ValueError, InvalidTag) as problem:
        raise CannotDecrypt(f"Cannot decrypt a value of {place}.") from problem
    return opened.decode()


def key_name(token: bytes) -> str:
    """The name of the key a token was made with."""
    return token[1 : 1 + token[0]].decode()


def keyed_hash(text: str, *, place: str, key: Key | None = None) -> bytes:
    """A hash by which equal values of one place can be found, useless without the key."""
    key = key or ring().current
    digest = hmac.new(key.derived("hash"), f"{place}\x00{text}".encode(), sha256).digest()
    name = key.name.encode()
    return bytes([len(name)]) + name + digest


def possible_hashes(text: str, *, place: str) -> list[bytes]:
    """The keyed hash of `text` under every key of the ring, for a look-up while keys rotate."""
    return [keyed_hash(text, place=place, key=key) for key in ring().keys]
