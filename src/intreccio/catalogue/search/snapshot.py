"""This process's copy of the vocabulary, renewed when the database has another edition."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import connection

from intreccio.catalogue.search.text import words
from intreccio.catalogue.search.vocabulary import Reach, Vocabulary, Word

_current = Vocabulary(edition=-1, services=0, words={})


def vocabulary(edition: int | None = None) -> Vocabulary:
    """The vocabulary at hand; if it is not that edition, the one that the database has now."""
    global _current  # noqa: PLW0603 - one snapshot a process, replaced whole
    if _current.edition == -1 or edition not in (None, _current.edition):
        _current = _read()
    return _current


def renewed() -> Vocabulary:
    """The vocabulary that the database has now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition FROM catalogue_searchstate")
        (edition,) = cursor.fetchone() or (0,)
    return vocabulary(edition)


def look_up(unknown: Sequence[str]) -> list[Word]:
    """Words that the vocabulary lacks, with their stems; `services` is 1 where any has one of the stems."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [list(unknown)])
        return [Word(*row) for row in cursor.fetchall()]


_LOOK_UP = """
    SELECT word, italian, english,
           (SELECT count(*) FROM (
                SELECT FROM catalogue_searchentry
                WHERE words @@ (quote_literal(italian) || '|' || quote_literal(english)
                                || '|' || quote_literal(word))::tsquery
                      AND italian <> '' AND english <> ''
                LIMIT 1) AS found)
    FROM (SELECT word, coalesce((ts_lexize('italian_stem', word))[1], '') AS italian,
                 coalesce((ts_lexize('english_stem', word))[1], '') AS english
          FROM unnest(%s::text[]) AS word) AS stemmed
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
        synonyms = _synonyms(cursor)
    return Vocabulary(edition, services, known, stems, synonyms, codes, counts)


def _counted(word: Word, stems: Mapping[str, Reach]) -> Word:
    return replace(word, services=sum(stems[lexeme].services for lexeme in word.lexemes if lexeme in stems))


def _synonyms(cursor) -> list[list[tuple[str, ...]]]:
    cursor.execute('SELECT "group", phrase FROM catalogue_searchsynonym ORDER BY "group", id')
    groups: dict[int, list[tuple[str, ...]]] = {}
    for group, phrase in cursor.fetchall():
        groups.setdefault(group, []).append(tuple(words(phrase)))
    return list(groups.values())
