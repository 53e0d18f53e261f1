"""The search tables. All of them are derived: they can be emptied and made again from the catalogue.

They hold no foreign keys and nothing about a place that is not public: a service whose address is hidden
has no coordinates here, so that no search can find out where it is.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """One service, as narrow as it can be. `search.codes` explains the codes.

    `facets` and `places` are packed by `search.packing`, so that thousands of rows reach the process as a
    few strings and are ranked and counted there by the column. A place that is not public has its hours
    there and no coordinates; `hides_place` says that there is one, or no place at all. `patterns` are the
    hours and sessions of all places.
    """

    # What every search reads stands before the long columns: PostgreSQL finds it without passing them.
    number = models.AutoField(primary_key=True)
    service = models.UUIDField(unique=True)
    min_age = models.SmallIntegerField(null=True)
    max_age = models.SmallIntegerField(null=True)
    hides_place = models.BooleanField()
    facets = models.BinaryField()
    places = models.BinaryField()
    patterns = ArrayField(models.IntegerField())
    names = SearchVectorField()
    words = SearchVectorField()
    codes = ArrayField(models.IntegerField())

    class Meta:
        app_label = "catalogue"
        indexes = [
            GinIndex(fields=["words", "names", "codes"], name="search_entry_gin"),
            # Whoever pages through all of them never reads the long columns.
            models.Index(fields=["number"], include=["service"], name="search_entry_order"),
        ]


class SearchCard(models.Model):
    """What a list of results shows of a service, ready made, by language."""

    entry = models.IntegerField(primary_key=True)
    card = models.JSONField()

    class Meta:
        app_label = "catalogue"


class SearchCode(models.Model):
    """The number that stands for a term, a language, an area… in the entries."""

    number = models.AutoField(primary_key=True)
    kind = models.TextField()
    value = models.TextField()

    class Meta:
        app_label = "catalogue"
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="search_code_once")]


class SearchCount(models.Model):
    """How many services have a code, when the vocabulary was last refreshed."""

    code = models.IntegerField(primary_key=True)
    services = models.IntegerField()

    class Meta:
        app_label = "catalogue"


class SearchWord(models.Model):
    """A word that occurs, with its stems; both are empty for a stop word."""

    word = models.TextField(primary_key=True)
    italian = models.TextField(default="")
    english = models.TextField(default="")

    class Meta:
        app_label = "catalogue"


class SearchStem(models.Model):
    """How many services have a stem, and how many in their name, when the vocabulary was last refreshed."""

    stem = models.TextField(primary_key=True)
    services = models.IntegerField()
    in_names = models.IntegerField()

    class Meta:
        app_label = "catalogue"


class SearchSynonym(models.Model):
    """A word or phrase; those of one group find each other. One that is `only_asked` finds the others, and is
    itself never looked for."""

    group = models.IntegerField()
    phrase = models.TextField()
    only_asked = models.BooleanField(default=False)

    class Meta:
        app_label = "catalogue"
        constraints = [models.UniqueConstraint(fields=["group", "phrase"], name="search_synonym_once")]


class SearchState(models.Model):
    """One row: which edition of words, synonyms, codes and counts holds. Processes compare it to theirs."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    edition = models.BigIntegerField(default=0)
    services = models.IntegerField(default=0)

    class Meta:
        app_label = "catalogue"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_state_one_row")]


class SearchWaiting(models.Model):
    """A service that changed and has yet to be indexed."""

    service = models.UUIDField(primary_key=True)

    class Meta:
        app_label = "catalogue"


class OpeningPattern(models.Model):
    """Hours that any number of services share, or the dated sessions of one.

    `codes` say roughly when it is open, see `search.times`: services with the pattern carry them too.
    """

    number = models.AutoField(primary_key=True)
    key = models.TextField(unique=True)
    timings = models.JSONField(default=list)
    province = models.TextField(default="")
    expanded_until = models.DateField(null=True)
    codes = ArrayField(models.IntegerField(), default=list)

    class Meta:
        app_label = "catalogue"


class Opening(models.Model):
    """A stretch of at most 24 hours in which a pattern is open."""

    id = models.BigAutoField(primary_key=True)
    pattern = models.IntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_session = models.BooleanField(default=False)

    class Meta:
        app_label = "catalogue"
        indexes = [
            models.Index(fields=["starts_at", "ends_at", "pattern"], name="opening_by_time"),
            models.Index(fields=["pattern", "starts_at"], name="opening_by_pattern"),
            models.Index(
                fields=["pattern", "starts_at"], condition=models.Q(is_session=True), name="opening_next_session"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at"))
                & models.Q(ends_at__lte=models.F("starts_at") + models.Value("24 hours", models.DurationField())),
                name="opening_at_most_a_day",
            )
        ]
