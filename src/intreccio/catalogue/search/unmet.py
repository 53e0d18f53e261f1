"""Words that nothing has, gathered by the process while it only reads, until they are written down."""

from collections import Counter
from collections.abc import Mapping
from threading import Lock

from intreccio.catalogue.rules.unmet import countable
from intreccio.catalogue.search.answer import Answer
from intreccio.catalogue.search.snapshot import vocabulary
from intreccio.catalogue.search.text import asked_words

MOST_GATHERED = 1_000
"""Different words that a process remembers at most between two writings."""

_gathered: Counter[str] = Counter()
_lock = Lock()


def note_unmet(question: str, answer: Answer, *, narrowed: bool) -> None:
    """Count the words of `question` that nothing has. Where filters `narrowed` it, nothing found says little."""
    missing = answer.ignored
    if answer.total and not missing:
        return
    if not answer.total and not narrowed:
        missing = missing or asked_words(question)
    known = vocabulary().words
    words = countable(question, tuple(word for word in missing if not (word in known and known[word].services)))
    with _lock:
        for word in words:
            if word in _gathered or len(_gathered) < MOST_GATHERED:
                _gathered[word] += 1


def take_gathered() -> Mapping[str, int]:
    """How often each word was met since the last time; they are forgotten here."""
    with _lock:
        taken = dict(_gathered)
        _gathered.clear()
    return taken
