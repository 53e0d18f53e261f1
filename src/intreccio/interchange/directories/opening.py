"""Opening a directory, whatever it comes in: a folder, a zip, one file."""

from pathlib import Path
from typing import BinaryIO

from intreccio.interchange.directories.rows import Directory


def open_directory(source: Path | BinaryIO, *, name: str) -> Directory:
    """The directory in a folder, a zip, or a single CSV, JSON or ndjson file; its format is told by its content.

    `name` is what people call the file. Raises `DirectoryRefused`.
    """
    raise NotImplementedError
