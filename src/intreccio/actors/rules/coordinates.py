"""Where a place is: coordinates as people paste them."""

import re
from typing import NamedTuple

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


class Coordinates(NamedTuple):
    """Degrees, WGS84, north and east positive."""

    lat: float
    lon: float


_DEGREES = r"[+-]?\d{1,3}(?:[.,]\d+)?"
_SEXAGESIMAL = (
    r"(?P<degrees{0}>\d{{1,3}})\s*[°º]\s*(?:(?P<minutes{0}>\d{{1,2}}(?:[.,]\d+)?)\s*['’′]\s*)?"
    r"(?:(?P<seconds{0}>\d{{1,2}}(?:[.,]\d+)?)\s*(?:[\"”″]|'')\s*)?(?P<side{0}>[{1}])"
)
_PAIR = re.compile(rf"(?P<lat>{_DEGREES})\s*[°º]?\s*(?:[;,/]\s*|\s)\s*(?P<lon>{_DEGREES})\s*[°º]?")
_IN_ADDRESS = re.compile(r"(?:^geo:|[@=/])(?P<lat>-?\d{1,2}\.\d+),(?:%20|\+)?(?P<lon>-?\d{1,3}\.\d+)")
_SIDES = re.compile(_SEXAGESIMAL.format(1, "NSns") + r"[\s,;]*" + _SEXAGESIMAL.format(2, "EWOewo"))


def parse_coordinates(text: str, *, field: str = "coordinates") -> Coordinates:
    """Latitude and longitude from `45.69, 9.67`, `45,69 9,67`, `45°41'24"N 9°40'12"E`, `geo:` or a map's address.

    O (*ovest*) is west. Raises `Refused`, also where the two seem swapped for a place in Italy.
    """
    typed = text.strip()
    found = _IN_ADDRESS.search(typed) or _PAIR.fullmatch(typed)
    if found:
        return _checked(_number(found["lat"]), _number(found["lon"]), text, field)
    sides = _SIDES.fullmatch(typed)
    if not sides:
        raise _unreadable(text, field)
    return _checked(_from_sides(sides, 1), _from_sides(sides, 2), text, field)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _from_sides(found: re.Match[str], place: int) -> float:
    parts = [found[f"{unit}{place}"] or "0" for unit in ("degrees", "minutes", "seconds")]
    degrees, minutes, seconds = map(_number, parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if found[f"side{place}"].upper() in "SWO" else value


def _checked(lat: float, lon: float, text: str, field: str) -> Coordinates:
    if abs(lat) > 90 or abs(lon) > 180:
        raise _unreadable(text, field)
    if 6 <= lat <= 19 and 35 <= lon <= 48:
        raise Refused(
            Translated(
                it=f"«{text}»: latitudine e longitudine sembrano scambiate; prima la latitudine (circa 45).",
                en=f"“{text}”: latitude and longitude seem swapped; latitude (about 45) comes first.",
            ),
            field=field,
        )
    return Coordinates(lat, lon)


def _unreadable(text: str, field: str) -> Refused:
    return Refused(
        Translated(
            it=f"«{text}» non sono coordinate; un esempio: 45.6983, 9.6773",
            en=f"“{text}” are no coordinates; for instance: 45.6983, 9.6773",
        ),
        field=field,
    )
