"""A fresh installation for measuring: the embedded server with its real settings, in a temporary folder."""

import os
import platform as machine
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intreccio.kernel.encryption.keys import new_key_text
from intreccio.kernel.environment import Environment
from intreccio.kernel.platform import platform


@contextmanager
def installation() -> Iterator[Environment]:
    """Run the block on an empty, migrated database that writes to disk as in production."""
    with tempfile.TemporaryDirectory(prefix="intreccio-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        os.environ |= {"INTRECCIO_DATA": str(folder / "data"), "INTRECCIO_KEYS": new_key_text("bench")}
        with platform(migrated=False) as environment:
            from intreccio.kernel.preparing import prepare

            prepare(lambda step: None)
            yield environment


def this_machine() -> str:
    """The machine in a line."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        machine.machine(),
    )
    return f"{os.cpu_count()} x {cpu}, Python {machine.python_version()}"
