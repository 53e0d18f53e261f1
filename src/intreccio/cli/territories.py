"""What the commands of `intreccio territory` do, and the lines they print."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from intreccio.cli.tables import read_rows
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.text import Translated
from intreccio.territory import actions, queries, shipped
from intreccio.territory.features import read_sections
from intreccio.territory.models import Territory
from intreccio.territory.tables import TableRefused, ZoningTable, read_layer, read_zonings

FAULTS_SHOWN = 20
Result = TypeVar("Result")


def add(province: str, region: str, codes: str, name: str) -> str:
    """Make or extend a territory. Raises UsageError if no place answers to what was said."""
    istat_codes = listed_codes(codes)
    try:
        chosen = shipped.choose(province=province, region=region, istat_codes=istat_codes)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from problem
    if codes and not name:
        raise click.UsageError("Say with --name what to call the territory of these codes.")
    name = name or (chosen[0].province if province else chosen[0].region)
    made = actions.add_territory(name=name, province=province, region=region, codes=istat_codes, by=SYSTEM)
    return described(made)


def listed() -> list[str]:
    """One line a territory."""
    territories = list(Territory.objects.all())
    return [described(one) for one in territories] or [
        "No territory yet. Make one: intreccio territory add --province BG"
    ]


def import_zonings(file: Path, slug: str, source: str, dry_run: bool) -> list[str]:
    """Check a table of zonings and, unless `dry_run`, import it."""
    territory = territory_called(slug)
    rows = read_rows(file)
    known = queries.municipality_ids(territory)
    tables = or_click_error(lambda: read_zonings(rows, known))
    if not dry_run:
        actions.import_zonings(territory=territory, rows=rows, source=source, by=SYSTEM)
    return [*(described_zoning(table, len(known)) for table in tables.values()), outcome(dry_run)]


def import_layer(file: Path, slug: str, name: str, unit: str, source: str, dry_run: bool) -> list[str]:
    """Check a table of a layer's values and, unless `dry_run`, import it."""
    rows = read_rows(file)
    cells = or_click_error(lambda: read_layer(rows, queries.area_ids()))
    if not dry_run:
        actions.import_layer(
            slug=slug,
            name=Translated(it=name),
            unit=Translated(it=unit),
            source=source,
            rows=rows,
            by=SYSTEM,
        )
    return [f"{name}: {len(cells)} values", outcome(dry_run)]


def import_sections(file: Path, dry_run: bool) -> list[str]:
    """Check a file of sections and, unless `dry_run`, import it."""
    try:
        collection = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as problem:
        raise click.ClickException(f"{file} is not GeoJSON in UTF-8. ({problem})") from problem
    read = or_click_error(lambda: read_sections(collection, queries.area_ids()))
    if not dry_run:
        actions.import_sections(collection=collection, by=SYSTEM)
    return [f"{len(read)} sections", outcome(dry_run)]


def listed_codes(text: str) -> list[str]:
    """ISTAT codes between blanks, commas or semicolons; in a file, if `text` is the name of one."""
    content = Path(text).read_text(encoding="utf-8-sig") if text and Path(text).is_file() else text
    return [code.zfill(6) for code in re.split(r"[\s,;]+", content) if code]


def territory_called(slug: str) -> Territory:
    """The territory of that slug, or the only one there is. Raises UsageError."""
    territories = list(Territory.objects.filter(slug=slug) if slug else Territory.objects.all())
    if len(territories) == 1:
        return territories[0]
    slugs = ", ".join(Territory.objects.values_list("slug", flat=True))
    raise click.UsageError(f"Say which --territory: {slugs}." if slugs else "There is no territory yet.")


def or_click_error(read: Callable[[], Result]) -> Result:
    """What `read` gives. A refused table becomes a message with its first faults, and exit code 1."""
    try:
        return read()
    except TableRefused as refused:
        shown = [f"  {fault}" for fault in refused.faults[:FAULTS_SHOWN]]
        more = len(refused.faults) - len(shown)
        shown += [f"  and {more} more"] if more else []
        raise click.ClickException("\n".join(["Nothing was imported.", *shown])) from refused


def described(territory: Territory) -> str:
    summary = queries.summary(territory)
    unknown = f" ({summary.areas_unknown} not counted)" if summary.areas_unknown else ""
    return (
        f"{territory.slug}: {territory.name}, {summary.areas} municipalities, "
        f"{summary.residents:,} residents{unknown}"
    )


def described_zoning(table: ZoningTable, municipalities: int) -> str:
    left_out = municipalities - len(table.members)
    rest = f"; {left_out} municipalities are in none" if left_out else ""
    return f"{table.name}: {len(table.zones)} zones, {len(table.members)} municipalities{rest}"


def outcome(dry_run: bool) -> str:
    return "Checked: nothing was changed." if dry_run else "Imported."
