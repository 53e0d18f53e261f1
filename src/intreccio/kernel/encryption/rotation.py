"""Moving what is encrypted or hashed to the current key, table by table."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.databases.context import asking
from intreccio.kernel.encryption.cipher import key_name
from intreccio.kernel.encryption.fields import EncryptedTextField, KeyedHashField
from intreccio.kernel.encryption.keys import ring

BATCH = 500
ROTATING = Who(None, None, Purpose.KEYS)
"""Rows about persons are not there for whoever asks without a purpose: left out, they would be lost with the old key."""


@dataclass(frozen=True)
class Rotated:
    """How many rows of one table were, or would be, moved to the current key."""

    table: str
    rows: int


def rotate(*, dry_run: bool = False) -> list[Rotated]:
    """Encrypt and hash again, with the current key, every row that another key made. Safe to repeat."""
    return [Rotated(model._meta.label, _rotate_model(model, dry_run)) for model in _models()]


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if any(isinstance(field, EncryptedTextField) for field in model._meta.concrete_fields):
            yield model


def _rotate_model(model: type[models.Model], dry_run: bool) -> int:
    fields = [f for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField | KeyedHashField)]
    stale = _stale_ids(model, [f for f in fields if isinstance(f, EncryptedTextField)])
    if not dry_run:
        for start in range(0, len(stale), BATCH):
            _save_again(model, stale[start : start + BATCH], [field.name for field in fields])
    return len(stale)


def _stale_ids(model: type[models.Model], fields: list[EncryptedTextField]) -> list[object]:
    """Ids of rows with a token of another key; tokens are read as bytes, without decrypting."""
    current = ring().current.name
    raw = {f"raw_{f.name}": models.expressions.RawSQL(f'"{f.column}"', []) for f in fields}  # noqa: S611
    with asking(ROTATING):
        rows = list(model._base_manager.annotate(**raw).values_list("pk", *raw))
    return [pk for pk, *tokens in rows if any(t and key_name(bytes(t)) != current for t in tokens)]


@upkeep
def _save_again(model: type[models.Model], ids: list[object], names: list[str]) -> None:
    with asking(ROTATING):
        for row in model._base_manager.select_for_update().filter(pk__in=ids):
            row.save(update_fields=names)
