"""Which words of a search that found nothing may be counted, and from when on they may be read."""

import re

SHOWN_AFTER_DAYS = 3
SHOWN_AFTER_SEARCHES = 5
"""A word is readable once it was looked for so often, on so many different days."""

FORGOTTEN_AFTER_DAYS = 180
MOST_WORDS = 6
SHORTEST, LONGEST = 4, 30

_PERSONAL = re.compile(r"@|https?:|www\.|\d{3,}|[A-Za-z]{6}\d{2}", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[^\W\d_]+")


def countable(question: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `words`, which nothing has, that can be counted without keeping anything about anybody.

    None of a question that holds a mail address, a number or a tax code, or that tells a story.
    """
    if _PERSONAL.search(question) or len(question.split()) > MOST_WORDS:
        return ()
    return tuple(word for word in words if SHORTEST <= len(word) <= LONGEST and _PLAIN_WORD.fullmatch(word))
