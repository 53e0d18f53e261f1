"""Keeping and opening files. The content is written before the row, so a row never lacks its file."""

import errno
import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.files.kinds import FileRefused, Limits, check
from intreccio.kernel.files.models import StoredFile

HEAD = 4096
SETTLING_SECONDS = 3600
"""A file younger than this may belong to a row that is being written."""


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


@upkeep
def discard(stored: StoredFile) -> None:
    """Forget a file: its row, and its content once that is certain and no other row has the same.

    A content that is left behind because the machine stopped in between is found by `sweep`.
    """
    digest = stored.sha256
    StoredFile.objects.filter(pk=stored.pk).delete()
    transaction.on_commit(lambda: _drop(digest))


def sweep(*, dry_run: bool = False) -> int:
    """Delete contents that no row describes, but for those an hour old or less; returns how many there are."""
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    until = clock.now().timestamp() - SETTLING_SECONDS
    old = [path for path in _folder().glob("*") if path.name not in known and path.stat().st_mtime < until]
    for path in [] if dry_run else old:
        path.unlink(missing_ok=True)
    return len(old)


def _drop(digest: str) -> None:
    if not StoredFile.objects.filter(sha256=digest).exists():
        path_of(digest).unlink(missing_ok=True)


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
