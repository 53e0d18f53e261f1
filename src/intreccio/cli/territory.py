"""`intreccio territory`: make territories, import zonings, layers and sections.

Exit codes: 0 done, 1 the data were refused and nothing changed, 2 the arguments were wrong.
"""

from pathlib import Path

import click

from intreccio.kernel.platform import platform

TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
dry_run_option = click.option("--dry-run", is_flag=True, help="Check the file and change nothing.")


@click.group()
def territory() -> None:
    """Where the network works: municipalities, zonings, layers."""


@territory.command()
@click.option("--province", default="", help="Letters, name or ISTAT code: BG, Bergamo, 016.")
@click.option("--region", default="", help="Name or ISTAT code: Lombardia, 03.")
@click.option("--codes", default="", help="ISTAT codes of municipalities, or a file that lists them.")
@click.option("--name", default="", help="What to call it; by default, like the province or region.")
def add(province: str, region: str, codes: str, name: str) -> None:
    """Make a territory, or add municipalities to the one of that name."""
    with platform():
        from intreccio.cli import territories

        click.echo(territories.add(province, region, codes, name))


@territory.command(name="list")
def list_territories() -> None:
    """Show the territories of this installation."""
    with platform():
        from intreccio.cli import territories

        for line in territories.listed():
            click.echo(line)


@territory.group()
def zonings() -> None:
    """Ways of grouping municipalities: Ambiti, Distretti, inner areas."""


@zonings.command(name="import")
@click.argument("file", type=TABLE)
@click.option("--territory", "slug", default="", help="Which territory, if there are several.")
@click.option("--source", default="", help="Where the table comes from, for those who read it later.")
@dry_run_option
def import_zonings(file: Path, slug: str, source: str, dry_run: bool) -> None:
    """Make or replace the zonings in FILE (CSV or XLSX).

    Columns: zoning, zone_code, zone_name, istat_code; kind may be added (ambito, distretto,
    health-authority, inner-area, other).
    """
    with platform():
        from intreccio.cli import territories

        for line in territories.import_zonings(file, slug, source or file.name, dry_run):
            click.echo(line)


@territory.group()
def layers() -> None:
    """Measures by area: need, deprivation, fragility."""


@layers.command(name="import")
@click.argument("file", type=TABLE)
@click.option("--slug", required=True, help="Short name for addresses and commands.")
@click.option("--name", required=True, help="Name in Italian.")
@click.option("--unit", required=True, help="Unit in Italian.")
@click.option("--source", required=True, help="Who publishes it.")
@dry_run_option
def import_layer(file: Path, slug: str, name: str, unit: str, source: str, dry_run: bool) -> None:
    """Add the values in FILE (CSV or XLSX) to a layer. Columns: istat_code, year, value."""
    with platform():
        from intreccio.cli import territories

        for line in territories.import_layer(file, slug, name, unit, source, dry_run):
            click.echo(line)


@territory.group()
def sections() -> None:
    """Parts of municipalities: census sections, quarters."""


@sections.command(name="import")
@click.argument("file", type=TABLE)
@dry_run_option
def import_sections(file: Path, dry_run: bool) -> None:
    """Add the areas in FILE (GeoJSON, WGS84), or replace those of the same code.

    Properties of each feature: istat_code (the municipality's six digits, then the section's own);
    name and population if known.
    """
    with platform():
        from intreccio.cli import territories

        for line in territories.import_sections(file, dry_run):
            click.echo(line)
