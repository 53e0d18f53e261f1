"""Keeping and opening files. The content is written before the row, so a row never lacks its file."""

import errno
import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.files.kinds import FileRefused, Limits, check
from intreccio.kernel.files.models import StoredFile

HEAD = 4096


@upkeep
def store(chunks: Iterable[bytes], *, name: str, limits: Limits, by: Who) -> StoredFile:
    """Keep a file of the given content. `FileRefused` where it is of the wrong kind or too large."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            digest, size, head = _write(file, chunks, limits)
        kind = check(head, size, limits)
        Path(temporary).replace(path_of(digest))
    except BaseException as problem:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise FileRefused("There is no room left for the file on the disk; nothing was kept.") from problem
        raise
    return StoredFile.objects.create(
        name=Path(name.replace("\\", "/")).name[:200] or "file",
        media_type=kind,
        size=size,
        sha256=digest,
        added_at=clock.now(),
        added_by=by.user,
    )


def open_file(stored: StoredFile) -> BinaryIO:
    """The content of a stored file, for reading."""
    return path_of(stored.sha256).open("rb")


def path_of(digest: str) -> Path:
    """Where content of this checksum lies."""
    return _folder() / digest


def _folder() -> Path:
    return Path(settings.INTRECCIO_DATA) / "files"


def _write(file: BinaryIO, chunks: Iterable[bytes], limits: Limits) -> tuple[str, int, bytes]:
    digest, size, head = sha256(), 0, b""
    for chunk in chunks:
        size += len(chunk)
        if size > limits.largest:
            raise FileRefused(f"The file is larger than {limits.largest // 1_000_000} MB.")
        head = head if len(head) >= HEAD else (head + chunk)[:HEAD]
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest(), size, head
