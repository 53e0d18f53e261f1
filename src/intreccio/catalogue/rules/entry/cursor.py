"""A text cut into words, numbers, times and dates, and a place in it."""

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NoReturn

from intreccio.catalogue.rules.refusal import Reason, ScheduleTextError

LONGEST_TEXT = 2000


class Kind(StrEnum):
    """What a piece of the text is, before its place tells what it means."""

    ALL_DAY = "all-day"
    DATE = "date"
    CLOCK = "clock"
    NTH = "nth"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


# Order matters: the first that fits wins.
_PATTERN = re.compile(
    r"(?P<all_day>24\s?/\s?7|h\s?24(?!\s?[-0-9:.h])|24\s?h(?![0-9a-z])|24 (?:ore|hours)(?: (?:su|on) 24)?)"
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"
    r"|[0-9]{1,2}(?P<dot>[/.-])[0-9]{1,2}(?P=dot)(?:19|20|21)[0-9]{2}(?![0-9]))"
    r"|(?P<clock>[0-9]{1,2}\s?[ap]\.?\s?m\b\.?"
    r"|[0-9]{1,2}(?:[:.][0-9]{2}(?::[0-9]{2})?|h[0-9]{2}|h)(?:\s?[ap]\.?\s?m\b\.?|[a-z]+)?(?![0-9]))"
    r"|(?P<nth>[0-9]{1,2}(?:st\b|nd\b|rd\b|th\b|[°ºª]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\s])"
)
_FOLDED_MARKS = {ord(dash): "-" for dash in "‐‑‒–—−"} | {ord(quote): " " for quote in "'’‘`"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: its kind, its folded form, where it begins and ends in the text as written."""

    kind: Kind
    text: str
    start: int
    end: int


class Cursor:
    """Walks over the pieces of a text, forward, with the way back left to whoever keeps `place`."""

    def __init__(self, text: str) -> None:
        self.written = unicodedata.normalize("NFC", text)
        if len(self.written) > LONGEST_TEXT:
            raise ScheduleTextError(Reason.TOO_LONG, self.written[:40])
        self.tokens = tuple(_tokens(fold(self.written)))
        self.place = 0

    @property
    def done(self) -> bool:
        return self.place >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token | None:
        """The piece here, or further on; None beyond the end."""
        place = self.place + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def text(self, ahead: int = 0) -> str:
        """The folded text of a piece; empty beyond the end."""
        token = self.peek(ahead)
        return token.text if token else ""

    def take(self, *kinds: Kind) -> Token | None:
        """Step over the piece here if it is of one of the kinds."""
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.place += 1
        return token

    def skip(self, words: Container[str]) -> bool:
        """Step over every following piece whose text is among the words; whether there was one."""
        before = self.place
        while not self.done and self.text() in words:
            self.place += 1
        return self.place > before

    def take_word(self, words: Container[str]) -> bool:
        """Step over one piece if its text is among the words."""
        if self.done or self.text() not in words:
            return False
        self.place += 1
        return True

    def take_phrase(self, phrases: Iterable[tuple[str, ...]]) -> bool:
        """Step over the longest of the phrases that stands here."""
        for phrase in sorted(phrases, key=len, reverse=True):
            if all(self.text(ahead) == word for ahead, word in enumerate(phrase)):
                self.place += len(phrase)
                return True
        return False

    def refuse(self, reason: Reason, since: int | None = None) -> NoReturn:
        """Raise with the part of the text from a place, or from here, to the end of the piece here."""
        if not self.tokens:
            raise ScheduleTextError(reason, self.written.strip()[:40])
        last = min(self.place, len(self.tokens) - 1)
        first = min(last if since is None else since, last)
        if since is not None and self.place > since:
            last = min(self.place - 1, last)
        start, end = self.tokens[first].start, self.tokens[last].end
        raise ScheduleTextError(reason, self.written[start:end], start)


def fold(text: str) -> str:
    """Small letters without accents, plain dashes, spaces for apostrophes; as long as the text given."""
    return "".join(_fold_letter(letter) for letter in text).translate(_FOLDED_MARKS)


def _fold_letter(letter: str) -> str:
    if letter in "\n\r":
        return ";"
    base = unicodedata.normalize("NFD", letter)[0].casefold()
    return base if len(base) == 1 else letter


def _tokens(folded: str) -> Iterable[Token]:
    for match in _PATTERN.finditer(folded):
        kind = Kind((match.lastgroup or "mark").replace("_", "-"))
        yield Token(kind, match.group(), match.start(), match.end())


def date_of(text: str) -> date | None:
    """The date written `2026-10-01`, or `1/10/2026` with the day first; None when there is no such day."""
    numbers = [int(part) for part in re.split(r"[-/.]", text)]
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
