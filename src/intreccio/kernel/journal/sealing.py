"""Sealing: every committed entry that is in no seal yet gets its place and hash; the root is chained and signed.

Writers never wait: an entry whose transaction commits late is simply sealed later.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.encryption.keys import ring
from intreccio.kernel.journal import merkle
from intreccio.kernel.journal.models import JournalEntry, JournalLeaf, JournalSeal

LONGEST_TRANSACTION = timedelta(days=1)
"""Entries older than seals of this age are not looked at again when sealing (`verify` still does)."""

BATCH = 100_000
_SEALER_LOCK = 7_401_001
CHAIN_START = b"\x00" * 32


@dataclass(frozen=True)
class Link:
    """The fields of a seal that its chain value and signature cover."""

    number: int
    at: datetime
    first_place: int
    count: int
    root: bytes

    def chain(self, previous: bytes) -> bytes:
        """The chain value after `previous` (32 bytes)."""
        fields = [self.number, self.at.astimezone(UTC).isoformat(), self.first_place, self.count]
        return sha256(b"\x02" + previous + self.root + json.dumps(fields).encode()).digest()


def entry_hash(entry: JournalEntry) -> bytes:
    """The leaf hash of an entry, over all its columns in canonical JSON."""
    content = [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(),
        entry.event,
        entry.event_version,
        *(value and str(value) for value in (entry.user, entry.organisation)),
        entry.purpose,
        entry.person and str(entry.person),
        entry.data,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return merkle.leaf_hash(text.encode())


@upkeep
def seal() -> JournalSeal | None:
    """Seal what is committed and not sealed yet (at most `BATCH` entries); None where there is nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALER_LOCK])
    entries = list(_unsealed().order_by("pk")[:BATCH])
    if not entries:
        return None
    last = JournalSeal.objects.order_by("number").last()
    hashes = [entry_hash(entry) for entry in entries]
    link = Link(
        number=last.number + 1 if last else 1,
        at=clock.now(),
        first_place=last.first_place + last.count if last else 1,
        count=len(hashes),
        root=merkle.root(hashes),
    )
    leaves = (
        (link.first_place + offset, entry.pk, link.number, hash)
        for offset, (entry, hash) in enumerate(zip(entries, hashes, strict=True))
    )
    copy_rows(JournalLeaf._meta.db_table, ["place", "entry", "seal", "hash"], leaves)
    return _sign(link, bytes(last.chain) if last else CHAIN_START)


def settled_at() -> datetime | None:
    """When the journal was last sealed, if that seal and those before hold all that is committed; else None.

    Whoever remembers something since a later moment than this need not ask again: no action has changed
    anything in between, not even one whose transaction was already open.
    """
    last = JournalSeal.objects.order_by("-number").values_list("at", flat=True).first()
    return None if _unsealed().exists() else last


def _unsealed() -> QuerySet[JournalEntry]:
    floor = (
        JournalSeal.objects.filter(at__lt=clock.now() - LONGEST_TRANSACTION)
        .order_by("-number")
        .values_list("first_place", "count")
        .first()
    )
    sealed = JournalLeaf.objects.filter(entry=OuterRef("pk"))
    entries = JournalEntry.objects.filter(~Exists(sealed))
    if floor:
        settled = JournalLeaf.objects.filter(place=sum(floor) - 1).values("entry")
        entries = entries.filter(pk__gt=settled)
    return entries


def _sign(link: Link, previous: bytes) -> JournalSeal:
    chain = link.chain(previous)
    key = ring().current
    return JournalSeal.objects.create(
        number=link.number,
        at=link.at,
        first_place=link.first_place,
        count=link.count,
        root=link.root,
        chain=chain,
        key=key.name,
        signature=key.signing().sign(chain),
    )
