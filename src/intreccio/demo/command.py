"""`intreccio demo`."""

import os
import sys
from pathlib import Path

import click

from intreccio.kernel.embedded import default_folder
from intreccio.kernel.encryption.keys import new_key_text
from intreccio.kernel.environment import DEMONSTRATION_KEYS, NotConfigured, source_tree
from intreccio.kernel.platform import platform


@click.group(invoke_without_command=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", default=True, help="Only make it ready, or serve it too.")
@click.pass_context
def demo(context: click.Context, port: int, serve: bool) -> None:
    """Make the demonstration territory, once, and serve it on http://127.0.0.1:8000.

    The province of Bergamo with its real municipalities; organisations, persons and services are invented.
    A second run starts at once and keeps what was changed.
    """
    if context.invoked_subcommand:
        return
    folder = default_folder(source_tree())
    click.echo(f"Data folder: {folder}")
    os.environ.setdefault("INTRECCIO_ADDRESS", f"http://127.0.0.1:{port}")
    _make_keys(folder)
    with platform(migrated=False) as environment:
        if not environment.demonstration:
            raise NotConfigured(
                "INTRECCIO_KEYS is set, so this is no demonstration. Unset it, or choose another INTRECCIO_DATA."
            )
        from intreccio.demo.accounts import sign_ins
        from intreccio.demo.building import build
        from intreccio.kernel.preparing import prepare

        prepare(click.echo)
        build()
        click.echo("\nSign in at /accounts/login/ as one of:")
        for line in sign_ins():
            click.echo(f"  {line}")
        click.echo(f"Second factor: {_own_name()} demo code ROLE\n")
    if serve:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "intreccio", "run", "--port", str(port)])  # noqa: S606


@demo.command()
@click.argument("role")
def code(role: str) -> None:
    """Print the current second factor of the demonstration's ROLE (such as network-office)."""
    with platform() as environment:
        if not environment.demonstration:
            raise NotConfigured("Codes are printed for the demonstration's accounts only.")
        from intreccio.demo.accounts import UnknownRole, current_code

        try:
            click.echo(current_code(role))
        except UnknownRole as problem:
            raise click.BadParameter(str(problem), param_hint="ROLE") from problem


def _own_name() -> str:
    """The command as it can be typed from here."""
    path = Path(sys.argv[0]).absolute()
    if path.name == "__main__.py":
        return "python -m intreccio"
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else path.name


def _make_keys(folder: Path) -> None:
    file = folder / DEMONSTRATION_KEYS
    if file.exists() or os.environ.get("INTRECCIO_KEYS"):
        return
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(new_key_text("demonstration"))
