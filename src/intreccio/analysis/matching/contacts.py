"""Telephones, mail, websites and streets as they are compared."""

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from urllib.parse import urlsplit

from intreccio.analysis.folding import folded
from intreccio.analysis.matching.names import as_number, replaced
from intreccio.analysis.matching.records import Point
from intreccio.analysis.matching.vocabulary import vocabulary

EARTH_RADIUS_M = 6_371_009.0
_SHORTEST_PHONE = 8
"""Digits; shorter numbers are helplines that many share."""
_WAYS = re.compile(
    r"^(?:via|viale|vle|v le|v|piazza|piazzale|p zza|pzza|p za|p le|largo|corso|c so|vicolo|contrada|localita|loc"
    r"|strada|str|frazione|fraz|lungolago|passaggio|galleria)\s+"
)
_HOUSE = re.compile(r"\b(\d+)(?:\s*([a-z]))?(?:\s+\w{1,2})*$")

_INSIDE = re.compile(r"\s(?:int|interno|scala|piano|palazzina|edificio|c o)\b")


@dataclass(frozen=True, slots=True)
class Street:
    """A street without the word for what it is, and the house number."""

    name: str
    house: str


def phone(text: str) -> str:
    """The digits without the country; "" for a short number."""
    digits = re.sub(r"\D", "", text.strip().removeprefix("+39").removeprefix("0039"))
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def mail(text: str) -> str:
    """A mail address in lower case."""
    return text.strip().casefold()


def mail_host(text: str) -> str:
    """The host of a mail address; "" for those where everybody has mail."""
    return _own(text.rpartition("@")[2].strip().casefold())


def web_host(text: str) -> str:
    """The host of a website, without www; "" for those where everybody has a page."""
    address = text.strip().casefold()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return _own(host.removeprefix("www."))


def _own(host: str) -> str:
    public = vocabulary().public_hosts
    return "" if host in public or host.partition(".")[2] in public else host


def street(text: str) -> Street:
    """`"Via G. Verdi, n. 12/A"` → `Street("g verdi", "12a")`."""
    plain = _INSIDE.split(" ".join(map(as_number, folded(text).split())))[0]
    found = _HOUSE.search(plain)
    house = f"{found[1].lstrip('0')}{found[2] or ''}" if found else ""
    named = _HOUSE.sub("", plain).strip() if found else plain
    named = re.sub(r"\s+(?:n|nr|num|numero|snc|civico)$", "", named)
    words = _WAYS.sub("", f"{named} ").split()
    return Street(" ".join(replaced(words, vocabulary().abbreviations)), house)


def metres(one: Point, other: Point) -> float:
    """The great-circle distance, by the haversine formula (Sinnott, Sky and Telescope 68, 1984)."""
    (lat1, lon1), (lat2, lon2) = ((radians(part) for part in point) for point in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))
