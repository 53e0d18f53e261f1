"""Keeps the words that occur, their synonyms, and how common everything is."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import connection

from intreccio.catalogue.rules.foreign import Meaning
from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.text import words
from intreccio.kernel.actions import upkeep


@upkeep
def refresh_vocabulary() -> None:
    """Count words and codes again, forget what nothing has any more, and start a new edition."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(string_to_array(phrase, ' ')) FROM catalogue_searchsynonym")
        add_words([word for (word,) in cursor.fetchall()])
        for statement in _REFRESH:
            cursor.execute(statement)
        start_edition()
        cursor.execute(_COUNT_SERVICES)


_Parts = Sequence[tuple[Iterable[str], bool]]
"""The phrases of a group: those looked for, and those only asked."""


@upkeep
def replace_synonyms(groups: Iterable[Iterable[str]], meanings: Iterable[Meaning] = ()) -> None:
    """Make these the groups of words and phrases that find each other, and those that find others only.

    Refreshes the vocabulary, unless they were so already.
    """
    mutual: list[_Parts] = [[(group, False)] for group in groups]
    parts = [*mutual, *([([means], False), (asked, True)] for asked, means in meanings)]
    rows = [(number, *row) for number, part in enumerate(parts) for row in _phrases(part)]
    with connection.cursor() as cursor:
        cursor.execute('SELECT "group", phrase, only_asked FROM catalogue_searchsynonym')
        if set(cursor.fetchall()) == set(rows):
            return
        cursor.execute("DELETE FROM catalogue_searchsynonym")
        cursor.execute(
            _ADD_SYNONYMS,
            list(map(list, zip(*rows, strict=True))) if rows else [[], [], []],
        )
    refresh_vocabulary()


def _phrases(parts: _Parts) -> Iterator[tuple[str, bool]]:
    """Each phrase of a group once, as the search knows it."""
    there = set[str]()
    for phrases, only_asked in parts:
        for phrase in (" ".join(words(phrase)) for phrase in phrases):
            if phrase and phrase not in there:
                there.add(phrase)
                yield phrase, only_asked


def add_words(new: Collection[str]) -> None:
    """Add words with their stems, not counted yet. Call inside an action."""
    with connection.cursor() as cursor:
        # In order, so that two who add the same words do not wait for each other crosswise.
        cursor.execute(_ADD_WORDS, [sorted(new)])


def start_edition() -> None:
    """Tell all processes that words, synonyms, codes or counts have changed. Call inside an action."""
    with connection.cursor() as cursor:
        cursor.execute(_START_EDITION)


_ADD_SYNONYMS = """
    INSERT INTO catalogue_searchsynonym ("group", phrase, only_asked)
    SELECT unnest(%s::int[]), unnest(%s::text[]), unnest(%s::boolean[])
"""

_ADD_WORDS = """
    INSERT INTO catalogue_searchword (word, italian, english)
    SELECT word, coalesce((ts_lexize('italian_stem', word))[1], ''),
           coalesce((ts_lexize('english_stem', word))[1], '')
    FROM unnest(%s::text[]) AS word
    ON CONFLICT (word) DO NOTHING
"""

_FORGET_STEMS = "DELETE FROM catalogue_searchstem"

_COUNT_STEMS = """
    INSERT INTO catalogue_searchstem (stem, services, in_names)
    SELECT anywhere.word, anywhere.ndoc, coalesce(in_names.ndoc, 0)
    FROM ts_stat('SELECT words FROM catalogue_searchentry') AS anywhere
    LEFT JOIN ts_stat('SELECT names FROM catalogue_searchentry') AS in_names USING (word)
"""

# Stop words stay: a question should not have to ask for them again.
_FORGET_WORDS = """
    DELETE FROM catalogue_searchword
    WHERE italian <> '' AND english <> ''
          AND NOT EXISTS (SELECT FROM catalogue_searchstem WHERE stem IN (italian, english, word))
          AND word NOT IN (SELECT unnest(string_to_array(phrase, ' ')) FROM catalogue_searchsynonym)
"""

_FORGET_CODES = "DELETE FROM catalogue_searchcount"

_COUNT_CODES = f"""
    INSERT INTO catalogue_searchcount (code, services)
    SELECT code, count(*) FROM catalogue_searchentry, unnest(codes) AS code
    WHERE code >= {code(Kind.FACET, 0)}
    GROUP BY code
"""

_FORGET_PATTERNS = f"""
    WITH unused AS (
        DELETE FROM catalogue_openingpattern
        WHERE NOT EXISTS (SELECT FROM catalogue_searchcount WHERE code = {code(Kind.PATTERN, 0)} + number)
        RETURNING number
    )
    DELETE FROM catalogue_opening USING unused WHERE pattern = number
"""

# At random, so that editions can be told apart after a rollback or a restore too.
_START_EDITION = """
    INSERT INTO catalogue_searchstate (id, edition, services)
    VALUES (1, (random() * 9e18)::bigint, 0)
    ON CONFLICT (id) DO UPDATE SET edition = excluded.edition
"""

_COUNT_SERVICES = """
    UPDATE catalogue_searchstate SET services = (SELECT count(*) FROM catalogue_searchentry)
"""

_REFRESH = (_FORGET_STEMS, _COUNT_STEMS, _FORGET_WORDS, _FORGET_CODES, _COUNT_CODES, _FORGET_PATTERNS)
