"""Three tables that are only ever added to: entries, their sealed leaves, and the signed seals.

They have no foreign keys: the journal outlives what it speaks of. The database refuses UPDATE, DELETE
and TRUNCATE on them, by privilege to the application and by trigger to everyone (first migration).
"""

from django.db import models

from intreccio.kernel.databases.policies import PURPOSE, Policy


class JournalEntry(models.Model):
    """Something that happened. `data` holds the event's fields."""

    append_only = True
    policies = (
        Policy("of_nobody", "SELECT", using=f"person IS NULL OR {PURPOSE} IN ('upkeep', 'audit')"),
        Policy("written", "INSERT", check="true"),
    )

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    event_version = models.PositiveSmallIntegerField()
    user = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20)
    person = models.UUIDField(null=True, help_text="A pseudonym, never the person's own identifier.")
    data = models.JSONField()

    class Meta:
        verbose_name_plural = "journal entries"
        indexes = [
            models.Index(fields=["event", "-id"]),
            models.Index(
                fields=["person", "-id"], condition=models.Q(person__isnull=False), name="entry_of_person"
            ),
        ]


class JournalLeaf(models.Model):
    """The place and hash that a committed entry got in a seal."""

    append_only = True

    place = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    seal = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        verbose_name_plural = "journal leaves"
        indexes = [models.Index(fields=["seal"])]


class JournalSeal(models.Model):
    """A Merkle root over new leaves, chained to the seal before and signed (Ed25519)."""

    append_only = True

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first_place = models.BigIntegerField()
    count = models.PositiveIntegerField()
    root = models.BinaryField()
    chain = models.BinaryField(help_text="Hash over the chain value before, the root and this seal's fields.")
    key = models.CharField(max_length=40)
    signature = models.BinaryField()
