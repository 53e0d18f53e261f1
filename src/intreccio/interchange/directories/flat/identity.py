"""Which lines speak of the same organisation, place or service: keys that stay the same from file to file."""

import re
from functools import lru_cache
from hashlib import blake2b

from intreccio.actors.rules.tax_codes import clean_tax_code, with_lost_zeros
from intreccio.interchange.directories.flat.addresses import Where
from intreccio.interchange.registers.guessing import name_words
from intreccio.kernel.refusing import Refused
from intreccio.territory.rules import folded

_ANYWHERE = re.compile(
    r"\b(?:asl|asst|ats|ausl|usl|ulss|aulss|asp|asrem|aou|ao|irccs|inps|inail|azienda|ministero|universita"
    r"|regione|provincia|citta metropolitana|comune|unione|ambito|distretto|consorzio"
    r"|fondazione|cooperativa|coop|scs|srl|spa|croce rossa italiana)\b"
)
"""Bodies that are the same wherever they work. Of others, such as parishes, many towns have one of that name."""


def tax_code_in(text: str) -> str:
    """A valid tax code as it is kept; "" where it is none."""
    try:
        return clean_tax_code(with_lost_zeros(text.upper().removeprefix("IT")))
    except Refused:
        return ""


@lru_cache(maxsize=65536)
def organisation_key(name: str, tax_code: str, town: str) -> str:
    """By tax code, else by name: within a town, where it is not the name of one body only."""
    if tax_code:
        return tax_code
    words = name_words(name)
    return _hashed(words) if _ANYWHERE.search(words) else _hashed(words, folded(town))


def place_key(organisation: str, place: Where) -> str:
    """By where it is, or is called; each organisation has its own places."""
    words = folded(f"{place.name} {place.street} {place.extra} {place.town}")
    return _hashed(organisation, words, "" if place.street else f"{place.latitude} {place.longitude}")


def service_key(name: str, organisation: str, place: str) -> str:
    """By name, organisation and place."""
    return _hashed(folded(name), organisation, place)


def _hashed(*parts: str) -> str:
    content = "\x1f".join(parts)
    return f"~{blake2b(content.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"
