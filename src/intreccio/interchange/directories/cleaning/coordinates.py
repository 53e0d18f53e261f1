"""Latitude and longitude: decimal degrees where they can be told for certain."""

import math
import re
from functools import lru_cache

from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.kernel.text import Translated

_DECIMAL = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWO])?", re.IGNORECASE)
_METRES = re.compile(r"[+-]?\d{5,8}(?:[.,]\d+)?")
_SEXAGESIMAL = re.compile(
    r"([NSEWO])?\s*(\d{1,3})\s*[°º:\s]\s*(\d{1,2})\s*['′’:\s]\s*(\d{1,2}(?:[.,]\d+)?)?\s*(?:\"|″|”|'')?\s*([NSEWO])?",
    re.IGNORECASE,
)
_EARTH = 6378137.0
"""Metres: the radius in the projection of web maps (EPSG:3857)."""

_WIDEST = math.pi * _EARTH

ITALIAN_LATITUDES, ITALIAN_LONGITUDES = (35.0, 47.5), (6.0, 19.0)

Point = tuple[float, float]

SWAPPED = Translated(
    it="Latitudine e longitudine erano scambiate.", en="Latitude and longitude had changed places."
)
FROM_METRES = Translated(
    it="Le coordinate erano in metri (Web Mercator): convertite in gradi.",
    en="The coordinates were in metres (Web Mercator): converted to degrees.",
)
IN_METRES = Translated(
    it="Le coordinate sono in metri, non si sa di quale proiezione: importato senza.",
    en="The coordinates are in metres of an unknown projection: imported without.",
)
NOWHERE = Translated(
    it="Latitudine e longitudine zero sono un punto nell'oceano: importato senza.",
    en="Latitude and longitude zero are a point in the ocean: imported without.",
)
HALF = Translated(
    it="C'è solo una delle due coordinate: importato senza.",
    en="Only one of both coordinates is there: imported without.",
)
REWRITTEN = Translated(
    it="Le coordinate erano scritte in altro modo: ora in gradi decimali.",
    en="The coordinates were written in another way: now in decimal degrees.",
)


@lru_cache(maxsize=8192)
def clean_point(latitude: str, longitude: str, *, country: str = "") -> tuple[Point | None, Translated | None]:
    """The point in decimal degrees, if any, and what there is to say about it.

    Only `country` "IT" tells that both have changed places. A latitude out of range may be any slip: the point is
    left out rather than guessed.
    """
    if not (latitude and longitude):
        return None, HALF if latitude or longitude else None
    plain = _plain(latitude, longitude)
    if plain and _is_in_range(plain):
        return _placed(plain, country)
    degrees = _degrees(latitude), _degrees(longitude)
    if degrees[0] is None or degrees[1] is None:
        return _from_metres(latitude, longitude)
    point = (degrees[0], degrees[1])
    if _is_in_range(point):
        return _placed(point, country, REWRITTEN)
    return None, _out_of_range(latitude, longitude)


def _plain(latitude: str, longitude: str) -> Point | None:
    try:
        return float(latitude), float(longitude)
    except ValueError:
        return None


def _is_in_range(point: Point) -> bool:
    return -90 <= point[0] <= 90 and -180 <= point[1] <= 180


def _placed(point: Point, country: str, note: Translated | None = None) -> tuple[Point | None, Translated | None]:
    if point == (0, 0):
        return None, NOWHERE
    if country == "IT" and _is_italian((point[1], point[0])) and not _is_italian(point):
        return (point[1], point[0]), SWAPPED
    return point, note


def _is_italian(point: Point) -> bool:
    (south, north), (west, east) = ITALIAN_LATITUDES, ITALIAN_LONGITUDES
    return south <= point[0] <= north and west <= point[1] <= east


def _degrees(text: str) -> float | None:
    if found := _DECIMAL.fullmatch(text):
        value = float(found[1].replace(",", "."))
        return -abs(value) if (found[2] or "").upper() in ("S", "W", "O") and found[2] else value
    if found := _SEXAGESIMAL.fullmatch(text):
        minutes, seconds = float(found[3]), float((found[4] or "0").replace(",", "."))
        if minutes >= 60 or seconds >= 60:
            return None
        value = int(found[2]) + minutes / 60 + seconds / 3600
        side = (found[1] or found[5] or "").upper()
        return round(-value if side in ("S", "W", "O") and side else value, 7)
    return None


def _from_metres(latitude: str, longitude: str) -> tuple[Point | None, Translated | None]:
    if not (_METRES.fullmatch(latitude) and _METRES.fullmatch(longitude)):
        return None, _out_of_range(latitude, longitude)
    north, east = (float(text.replace(",", ".")) for text in (latitude, longitude))
    if max(abs(north), abs(east)) > _WIDEST or _may_be_of_another_projection(east, north):
        return None, IN_METRES
    return _to_degrees(east, north), FROM_METRES


def _may_be_of_another_projection(east: float, north: float) -> bool:
    """Whether these metres would also be a point of UTM or of the Italian Gauss-Boaga grid."""
    utm = 100_000 <= east <= 900_000 and 0 <= north <= 10_000_000
    gauss_boaga = 1_200_000 <= east <= 2_900_000 and 3_800_000 <= north <= 5_300_000
    either_way = 100_000 <= north <= 900_000 or 1_200_000 <= north <= 2_900_000
    return utm or gauss_boaga or (either_way and east > 0)


def _to_degrees(east: float, north: float) -> Point:
    latitude = math.degrees(2 * math.atan(math.exp(north / _EARTH)) - math.pi / 2)
    return round(latitude, 6), round(math.degrees(east / _EARTH), 6)


def _out_of_range(latitude: str, longitude: str) -> Translated:
    quoted = f"{shortened(latitude, 30)}, {shortened(longitude, 30)}"
    return Translated(
        it=f"«{quoted}» non sono latitudine e longitudine in gradi: importato senza.",
        en=f"“{quoted}” are not latitude and longitude in degrees: imported without.",
    )
