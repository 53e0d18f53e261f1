"""A process that holds an embedded server until it reads a line, or the end, of its standard input.

Run as `holder.py FOLDER [--user NAME] [--binaries FOLDER]`; `--user` (root only) becomes that user first.
"""

import argparse
import os
import pwd
import sys
from pathlib import Path

from intreccio.kernel.embedded import EmbeddedServer


def become(name: str) -> None:
    user = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--user")
    parser.add_argument("--binaries", type=Path)
    given = parser.parse_args()
    if given.user:
        become(given.user)
    with EmbeddedServer(given.folder, binaries=given.binaries, settings={"fsync": "off"}):
        print("ready", flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    main()
