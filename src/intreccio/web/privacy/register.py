"""The register of processing (Regulation (EU) 2016/679, article 30): tables as they are, grounds as they are declared."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db.models import Model

from intreccio.kernel.databases.policies import protected_models
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.text import Translated


@dataclass(frozen=True)
class Processing:
    """What is kept in one table: what and why, on which ground, how long; which columns are encrypted, whether rows
    are closed by policies of the database, and whether statistics can read it."""

    label: str
    what: Translated
    why: Translated
    ground: Translated
    kept: Translated
    encrypted: tuple[str, ...]
    is_closed: bool
    is_counted: bool


def register() -> list[Processing]:
    """Every table about people. KeyError names one that nobody has declared."""
    closed = {model for model, _ in protected_models()}
    return [_processing(model, model in closed) for model in tables_about_people()]


def tables_about_people() -> list[type[Model]]:
    """Those whose rows the database closes, and those that say who somebody is."""
    closed = {model for model, _ in protected_models()}
    return [model for model in apps.get_models() if model in closed or getattr(model, "identifying", False)]


@cache
def declared() -> Mapping[str, Any]:
    """What stands in the file, by the label of the table."""
    text = (files("intreccio.web.privacy") / "processing.toml").read_text(encoding="utf-8")
    return {
        f"{room}.{name}": said for room, tables in tomllib.loads(text).items() for name, said in tables.items()
    }


def _processing(model: type[Model], is_closed: bool) -> Processing:
    said = declared()[model._meta.label]
    return Processing(
        label=model._meta.label,
        **{name: Translated(said[name]) for name in ("what", "why", "ground", "kept")},
        encrypted=tuple(
            field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)
        ),
        is_closed=is_closed,
        is_counted=not getattr(model, "identifying", False),
    )
