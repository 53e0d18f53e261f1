"""Words as the search knows them.

Both sides of the search pass through here, so that a question and a text can only differ in what
PostgreSQL's stemmers do with the same plain words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_WORD = 40
LONGEST_QUESTION = 600
MOST_WORDS = 12
# What people write around what they look for. Accented stop words also stand here, without accents,
# since the stemmers' lists know them with accents only.
NOISE = frozenset(
    """
    cerco cercare cercando vorrei voglio trovo trovare dove bisogno serve servirebbe vicino qui chi
    perche piu cosi gia puo cioe pero giu li la
    looking find need want where near please
    """.split()  # noqa: SIM905 - words read better as words
)

_WORD = re.compile(r"[^\W_]+")
# "l'orto", "gioco d'azzardo": the article or preposition that has lost its vowel.
_ELIDED = re.compile(r"\b[cdlmnstv]['’]")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]{1,4}\.){2,}", re.UNICODE)
# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}


class _PlainLetters(dict[int, str]):
    """What each letter becomes, worked out when it is first met."""

    def __missing__(self, letter: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(letter))
        plain = "".join(_WHOLE_LETTERS.get(part, part) for part in parts if not unicodedata.combining(part))
        self[letter] = plain
        return plain


_PLAIN_LETTERS = _PlainLetters()


def plain(text: str) -> str:
    """Lower case, without accents, ligatures and full-width forms."""
    text = text.lower()
    return text if text.isascii() else text.translate(_PLAIN_LETTERS)


def words(text: str) -> Iterator[str]:
    """The words of a text in order: "Ser.D." is one, "l'orto" is one, "nell'orto" is two. Long ones are cut."""
    joined = _ELIDED.sub(" ", plain(text)) if "'" in text or "’" in text else plain(text)
    if "." in joined:
        joined = _ABBREVIATION.sub(lambda found: found[0].replace(".", "") + " ", joined)
    found = _WORD.findall(joined)
    if len(joined) > LONGEST_WORD and len(max(found, key=len, default="")) > LONGEST_WORD:
        return (word[:LONGEST_WORD] for word in found)
    return iter(found)


@lru_cache(maxsize=4096)
def asked_words(question: str) -> tuple[str, ...]:
    """The first words of a question that say what is looked for; all of them if none does."""
    every = tuple(dict.fromkeys(words(question[:LONGEST_QUESTION])))
    telling = tuple(word for word in every if word not in NOISE)
    return (telling or every)[:MOST_WORDS]
