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


class Keys:
    """Keys for one list. With a `secret`, nobody else can tell an address by trying which one gives a key."""

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret
        self.organisation = lru_cache(maxsize=65536)(self._organisation)

    def _organisation(self, name: str, tax_code: str, town: str) -> str:
        """By tax code, else by name: within a town, where it is not the name of one body only."""
        if tax_code:
            return tax_code
        words = name_words(name)
        return self._hashed(words) if _ANYWHERE.search(words) else self._hashed(words, folded(town))

    def place(self, organisation: str, place: Where) -> str:
        """By where it is, or is called; each organisation has its own places."""
        words = folded(f"{place.name} {place.street} {place.extra} {place.town}")
        return self._hashed(organisation, words, "" if place.street else f"{place.latitude} {place.longitude}")

    def service(self, name: str, organisation: str, place: str) -> str:
        """By name, organisation and place."""
        return self._hashed(folded(name), organisation, place)

    def _hashed(self, *parts: str) -> str:
        content = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return f"~{blake2b(content, key=self._secret, digest_size=10).hexdigest()}"
