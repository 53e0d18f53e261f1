"""Everything the rooms' tables hold, to be compared."""

from typing import Any

from django.apps import apps

DERIVED = ("catalogue.search", "catalogue.opening")
OWN_TRACKS = {"kernel.JournalEntry", "kernel.LifeCycleLog", "kernel.Merge", "kernel.Duplicate"}
COUNTED = ("version", "changed_at", "quality")
"""What counts changes, or follows from others."""
ROOMS = {"actors", "catalogue", "territory", "accounts", "kernel"}


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table by its label, but for versions, what is derived and the tracks of merging."""
    return {
        model._meta.label: [_row(row) for row in model._base_manager.order_by("pk").values()]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOMS
        and model._meta.label not in OWN_TRACKS
        and not model._meta.label.lower().startswith(DERIVED)
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column not in COUNTED}
