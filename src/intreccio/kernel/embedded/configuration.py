"""The server's settings, and who may connect.

The files are written at every start. Settings made with ALTER SYSTEM come after them and hold; those on the
command line (no TCP, the private socket, who may connect) cannot be changed.
"""

from collections.abc import Mapping
from pathlib import Path

from .accounts import Account
from .folders import PORT

MAP = "intreccio"
# Before 16, pg_ident.conf has no word for "any role".
FIRST_MAJOR_WITH_ALL = 16

DEFAULTS: Mapping[str, str] = {
    "effective_cache_size": "1GB",
    "jit": "off",
    "lc_messages": "C",
    "log_checkpoints": "off",
    # Details and statements would put personal data into the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_timezone": "UTC",
    "max_connections": "60",
    "random_page_cost": "1.1",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "unix_socket_permissions": "0700",
}


def write_configuration(folder: Path, client: Account, settings: Mapping[str, str], major: int) -> None:
    """Write the three files of settings; only `client` may connect, as any role."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    lines = [f"{name} = {_quoted(value)}" for name, value in {**DEFAULTS, **settings}.items()]
    _write(folder / "postgresql.conf", lines)
    _write(folder / "pg_hba.conf", [f"local all all peer map={MAP}"])
    if major >= FIRST_MAJOR_WITH_ALL:
        roles = [_map_line(client, "all")]
    else:
        # Those admitted earlier: after a crash, other processes still use them.
        known = _lines(folder / "pg_ident.conf")
        roles = [line for line in known if line.startswith(_map_line(client, '"'))]
    _write(folder / "pg_ident.conf", roles)


def admit(folder: Path, client: Account, role: str) -> bool:
    """Let `client` connect as one more role, for versions that know no "all"; whether this is new."""
    line = _map_line(client, '"{}"'.format(role.replace('"', '""')))
    known = _lines(folder / "pg_ident.conf")
    if line in known:
        return False
    _write(folder / "pg_ident.conf", [*known, line])
    return True


def fixed_options(configuration: Path, socket: Path, mark: str) -> list[str]:
    """Command-line options that no file of settings can change."""
    fixed = {
        "config_file": str(configuration / "postgresql.conf"),
        "hba_file": str(configuration / "pg_hba.conf"),
        "ident_file": str(configuration / "pg_ident.conf"),
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": '"{}"'.format(str(socket).replace('"', '""')),
        "cluster_name": mark,
    }
    return [word for name, value in fixed.items() for word in ("-c", f"{name}={value}")]


def _map_line(client: Account, role: str) -> str:
    return f'{MAP} "{client.name}" {role}'


def _quoted(value: str) -> str:
    return "'{}'".format(value.replace("\\", "\\\\").replace("'", "''"))


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _write(path: Path, lines: list[str]) -> None:
    """Replace a file at once; the server's user must be able to read it."""
    part = path.with_suffix(".part")
    part.write_text("".join(f"{line}\n" for line in lines))
    part.chmod(0o644)
    part.replace(path)
