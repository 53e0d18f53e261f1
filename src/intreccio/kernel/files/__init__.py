"""Stored files: kept by content in the data folder, described by a row."""

from intreccio.kernel.files.kinds import FileRefused
from intreccio.kernel.files.storing import open_file, store

__all__ = ["FileRefused", "open_file", "store"]
