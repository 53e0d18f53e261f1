"""Text as it is compared."""

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A name as compared: no accents, capitals or punctuation. `"Forlì-Cesena"` → `"forli cesena"`."""
    plain = text.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORDS.findall(plain))
