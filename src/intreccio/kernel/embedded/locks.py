"""Two file locks that say who may start or stop the server and who uses it.

The kernel drops them when a process dies, however it dies. Each lock has an open file of its own, so threads
and objects of one process exclude each other as processes do.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def gate(path: Path) -> Iterator[None]:
    """Alone, among all processes, while the server is started or stopped."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        # Closing alone would leave it locked in a child forked meanwhile by another thread.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def hold(path: Path) -> int:
    """Share the lock of the users; a file descriptor to be given to `let_go`."""
    descriptor = _open(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def let_go(descriptor: int) -> None:
    """Stop sharing. Only closed, not unlocked: forked children that still use the server keep their share."""
    os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether anybody shares the lock. To be asked inside the gate."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
