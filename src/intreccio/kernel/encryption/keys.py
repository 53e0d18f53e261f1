"""The key ring: named master keys, the first of them current, the rest kept to read what is older.

From the setting `INTRECCIO_KEYS`, `name:base64-of-32-bytes`, separated by commas. To rotate, put a new
key in front and run `intreccio keys rotate`; when it reports nothing left, remove the old one.
Each use has a key of its own, derived by HKDF-SHA256 (RFC 5869) from the master key.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32


class BadKeys(ValueError):
    """The key ring cannot be read. The message never shows a key."""


@dataclass(frozen=True)
class Key:
    """One master key and what is derived from it."""

    name: str
    master: bytes

    def __repr__(self) -> str:
        return f"<Key {self.name}>"

    def derived(self, use: str) -> bytes:
        """32 bytes for one use; the same every time."""
        return _derive(self.master, use)

    def signing(self) -> Ed25519PrivateKey:
        """The key that signs the journal's seals."""
        return Ed25519PrivateKey.from_private_bytes(self.derived("journal"))

    def public(self) -> bytes:
        """The raw public half of `signing()`."""
        return self.signing().public_key().public_bytes_raw()


@dataclass(frozen=True)
class KeyRing:
    """All keys in use; the first is current."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[0]

    def named(self, name: str) -> Key:
        """The key called `name`. KeyError where the ring has none."""
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(f"The key ring has no key {name!r}.")

    @classmethod
    def from_text(cls, text: str) -> "KeyRing":
        """Read `name:base64,name:base64`. `BadKeys` where it is empty or malformed."""
        keys = tuple(_key(part.strip(), place) for place, part in enumerate(text.split(","), 1))
        if len({key.name for key in keys}) != len(keys):
            raise BadKeys("Two keys in INTRECCIO_KEYS have the same name.")
        return cls(keys)


def new_key_text(name: str) -> str:
    """A fresh random key, as it stands in `INTRECCIO_KEYS`."""
    return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def ring() -> KeyRing:
    """The key ring of this process."""
    return _read(settings.INTRECCIO_KEYS)


@lru_cache(maxsize=8)
def _read(text: str) -> KeyRing:
    return KeyRing.from_text(text)


@lru_cache(maxsize=256)
def _derive(master: bytes, use: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"intreccio:" + use.encode()).derive(master)


def _key(part: str, place: int) -> Key:
    name, _, encoded = part.partition(":")
    try:
        master = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        master = b""
    if not name or len(master) != KEY_BYTES:
        raise BadKeys(f"Key {place} in INTRECCIO_KEYS is not of the form name:base64-of-32-bytes.")
    return Key(name, master)
