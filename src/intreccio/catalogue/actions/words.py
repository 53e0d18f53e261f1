"""Keeping words that nothing has, and saying what they mean."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from intreccio.catalogue.events import SynonymAdded, SynonymRemoved
from intreccio.catalogue.models import OwnSynonym, Term, UnmetWord
from intreccio.catalogue.rules.unmet import FORGOTTEN_AFTER_DAYS, SHOWN_AFTER_DAYS, SHOWN_AFTER_SEARCHES
from intreccio.catalogue.search.keeping import replace_synonyms
from intreccio.catalogue.search.text import words
from intreccio.catalogue.search.unmet import take_gathered
from intreccio.catalogue.shipped import base_terms, foreign_meanings, synonym_groups
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.deferring import defer
from intreccio.kernel.encryption.cipher import keyed_hash
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

PLACE = "catalogue.unmetword.word"

_COUNT = """
    INSERT INTO catalogue_unmetword AS there (hash, word, searches, days, last_day)
    VALUES (%(hash)s, NULL, %(searches)s, 1, %(today)s)
    ON CONFLICT (hash) DO UPDATE SET
        searches = there.searches + excluded.searches,
        days = there.days + (there.last_day < excluded.last_day)::int,
        last_day = greatest(there.last_day, excluded.last_day),
        word = CASE WHEN there.days + (there.last_day < excluded.last_day)::int >= %(enough_days)s
                         AND there.searches + excluded.searches >= %(enough_searches)s
                    THEN %(word)s END
"""


@upkeep
def keep_unmet() -> int:
    """Write down the words that this process has gathered; returns how many."""
    gathered = take_gathered()
    with connection.cursor() as cursor:
        for word, searches in sorted(gathered.items()):
            values: dict[str, bytes | str | int | date] = {
                "hash": keyed_hash(word, place=PLACE),
                "word": word,
                "searches": searches,
                "today": clock.today(),
                "enough_days": SHOWN_AFTER_DAYS,
                "enough_searches": SHOWN_AFTER_SEARCHES,
            }
            cursor.execute(_COUNT, values)
    return len(gathered)


@upkeep
def forget_unmet() -> int:
    """Forget words that nobody has looked for in a long time; returns how many."""
    until = clock.today() - timedelta(days=FORGOTTEN_AFTER_DAYS)
    return UnmetWord.objects.filter(last_day__lt=until).delete()[0]


@action
def add_synonym(*, word: str, means: str, by: Who) -> OwnSynonym:
    """Let a word find what another word or phrase finds; it takes effect when the words are learnt again.

    Raises `Refused` where there is nothing to learn, or the word means something already.
    """
    known, meant = " ".join(words(word))[:80], " ".join(words(means))[:80]
    if not known or not meant or known == meant:
        raise Refused(
            Translated(it="Servono due parole diverse.", en="Two different words are needed."), field="means"
        )
    if OwnSynonym.objects.filter(word=known).exists():
        raise Refused(
            Translated(it="Questa parola ha già un significato.", en="This word has a meaning already."),
            field="word",
        )
    synonym = OwnSynonym.objects.create(word=known, means=meant, added_at=clock.now())
    record(SynonymAdded(synonym.pk), by=by)
    defer("catalogue.learn_synonyms")
    return synonym


@action
def remove_synonym(*, synonym: OwnSynonym, by: Who) -> None:
    """A word means no longer what was said."""
    record(SynonymRemoved(synonym.pk), by=by)
    synonym.delete()
    defer("catalogue.learn_synonyms")


@upkeep
def learn_synonyms() -> None:
    """Tell the search every synonym: those that the platform brings, and the network's own."""
    own = [list(pair) for pair in OwnSynonym.objects.values_list("word", "means")]
    replace_synonyms([*synonym_groups(), *own, *_of_own_terms()], foreign_meanings())


def _of_own_terms() -> Iterator[list[str]]:
    """What each of the network's own terms is called, with its synonyms."""
    for term in Term.objects.exclude(synonyms={}).filter(withdrawn=False).select_related("taxonomy"):
        if term.key not in base_terms():
            yield [*term.name.values(), *(word for words in term.synonyms.values() for word in words)]
