"""`intreccio export booklet`."""

from pathlib import Path

import click

from intreccio.kernel.languages import NAMES
from intreccio.kernel.platform import platform


@click.command("booklet")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--question", default="", help="The part after ? of a find page's address, such as what=yoga&free=yes."
)
@click.option("--by", type=click.Choice(["activity", "town"]), default="activity", show_default=True)
@click.option("--large", is_flag=True, help="In large type.")
@click.option("--language", type=click.Choice(list(NAMES)), default="it", show_default=True)
@click.option("--force", is_flag=True, help="Replace what is there.")
def booklet(path: Path, question: str, by: str, large: bool, language: str, force: bool) -> None:
    """Write a booklet of the services that a question finds to PATH, a PDF/UA file.

    At most 200 services; the booklet says so where there are more.
    """
    if path.suffix.lower() != ".pdf":
        raise click.BadParameter(f"{path} must end in .pdf.", param_hint="PATH")
    if path.exists() and not force:
        raise click.BadParameter(f"{path} exists; --force replaces it.", param_hint="PATH")
    with platform() as environment:
        from django.http import QueryDict
        from django.utils import translation

        from intreccio.web.booklets.asked import booklet as made_of
        from intreccio.web.find.asking import read

        with translation.override(language):
            asked = read(QueryDict(question.removeprefix("?")))
            if asked.problems:
                raise click.BadParameter(" ".join(asked.problems), param_hint="--question")
            made = made_of(
                asked,
                site=environment.address.rstrip("/"),
                by="town" if by == "town" else "activity",
                is_large=large,
            )
    try:
        path.write_bytes(made)
    except OSError as problem:
        raise click.ClickException(f"{path} cannot be written: {problem}") from problem
    click.secho(f"Written: {path}", fg="green")
