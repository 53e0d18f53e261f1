"""Names as they are compared: without capitals, accents, signs, or order."""

import unicodedata


def comparable(*parts: str) -> str:
    """All words of the names, bare and in alphabetical order: `Rossi Niccolò` is `NICCOLO ROSSI`; "" of nothing."""
    bare = unicodedata.normalize("NFKD", " ".join(parts).casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return " ".join(sorted(letters.split()))
