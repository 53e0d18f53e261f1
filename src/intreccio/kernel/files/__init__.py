"""Stored files: kept by content in the data folder, described by a row."""

from intreccio.kernel.files.kinds import FileRefused
from intreccio.kernel.files.storing import discard, open_file, store, sweep

__all__ = ["FileRefused", "discard", "open_file", "store", "sweep"]
