"""This process's copy of the vocabulary, renewed when the database has another edition."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import connection
from django.db.backends.utils import CursorWrapper

from intreccio.catalogue.search.text import words
from intreccio.catalogue.search.vocabulary import Phrase, Reach, Vocabulary, Word

_current = Vocabulary(edition=-1, services=0, words={})


def vocabulary(edition: int | None = None) -> Vocabulary:
    """The vocabulary at hand; if it is not that edition, the one that the database has now."""
    global _current
    if _current.edition == -1 or edition not in (None, _current.edition):
        _current = _read()
    return _current


def current_vocabulary() -> Vocabulary:
    """The vocabulary of the database's edition; asks for nothing else where it is the one at hand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition FROM catalogue_searchstate")
        (edition,) = cursor.fetchone() or (0,)
    return vocabulary(edition)


def forget() -> None:
    """Read it anew next time, whatever its edition: the database is another one."""
    global _current
    _current = Vocabulary(edition=-1, services=0, words={})


def look_up(unknown: Sequence[str], known: Vocabulary) -> list[Word]:
    """Words that the vocabulary lacks, with their stems and how many services have one of these."""
    if not unknown:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [list(unknown)])
        found = [_counted(Word(*row), known.stems) for row in cursor.fetchall()]
        return [word if word.services or word.is_stop else _counted_now(word, cursor) for word in found]


def _counted_now(word: Word, cursor: CursorWrapper) -> Word:
    """For stems so new that the vocabulary lacks them too."""
    cursor.execute(
        "SELECT count(*) FROM catalogue_searchentry WHERE words @@ %s::tsquery",
        [" | ".join(f"'{lexeme}'" for lexeme in word.lexemes)],
    )
    [(services,)] = cursor.fetchall()
    return replace(word, services=services)


_STEMS = """
    SELECT word, coalesce((ts_lexize('italian_stem', word))[1], ''),
           coalesce((ts_lexize('english_stem', word))[1], '')
    FROM unnest(%s::text[]) AS word
"""


def _read() -> Vocabulary:
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition, services FROM catalogue_searchstate")
        edition, services = cursor.fetchone() or (0, 0)
        cursor.execute("SELECT stem, services, in_names FROM catalogue_searchstem")
        stems = {stem: Reach(*reach) for stem, *reach in cursor.fetchall()}
        cursor.execute("SELECT word, italian, english FROM catalogue_searchword")
        known = {text: _counted(Word(text, *stemmed), stems) for text, *stemmed in cursor.fetchall()}
        cursor.execute("SELECT kind, value, number FROM catalogue_searchcode")
        codes = {(kind, value): number for kind, value, number in cursor.fetchall()}
        cursor.execute("SELECT code, services FROM catalogue_searchcount")
        counts = dict(cursor.fetchall())
        synonyms, asked = _synonyms(cursor)
    return Vocabulary(edition, services, known, stems, synonyms, codes, counts, asked)


def _counted(word: Word, stems: Mapping[str, Reach]) -> Word:
    return replace(word, services=sum(stems[lexeme].services for lexeme in word.lexemes if lexeme in stems))


def _synonyms(cursor: CursorWrapper) -> tuple[list[list[Phrase]], list[list[Phrase]]]:
    """The phrases of each group that are looked for, and those that are only asked."""
    cursor.execute('SELECT "group", phrase, only_asked FROM catalogue_searchsynonym ORDER BY "group", id')
    groups: dict[int, tuple[list[Phrase], list[Phrase]]] = {}
    for group, phrase, only_asked in cursor.fetchall():
        groups.setdefault(group, ([], []))[only_asked].append(tuple(words(phrase)))
    return [looked_for for looked_for, _ in groups.values()], [asked for _, asked in groups.values()]
