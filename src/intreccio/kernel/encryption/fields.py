"""Columns that are encrypted at rest, and their searchable hashes."""

from typing import Any

from django.db import models

from intreccio.kernel.encryption.cipher import decrypt, encrypt, keyed_hash


class EncryptedTextField(models.BinaryField):
    """Text in Python, ciphertext in the database. It cannot be searched or sorted by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"editable": True, **kwargs})

    @property
    def place(self) -> str:
        """What ciphertexts are bound to."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_db_prep_value(self, value: str | None, connection: Any, prepared: bool = False) -> Any:
        token = None if value is None else encrypt(value, place=self.place)
        return super().get_db_prep_value(token, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(bytes(value), place=self.place)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.place} is not serialised.")


class KeyedHashField(models.BinaryField):
    """The keyed hash of an encrypted sibling column (`of`), kept by itself on every save.

    Look it up with `possible_hashes(text, place=field.place)`.
    """

    def __init__(self, *, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, "null": True, "db_index": True, **kwargs})

    @property
    def place(self) -> str:
        return f"{self.model._meta.label_lower}.{self.of}"

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        text = getattr(model_instance, self.of)
        value = None if text is None else keyed_hash(text, place=self.place)
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}
