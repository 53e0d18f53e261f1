"""Verifying: finds and names what was changed, removed or rewritten in the journal.

Nothing here trusts the database: leaves, roots, chain and signatures are computed again, with public
keys that come from the key ring or from a file of signed roots kept elsewhere.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Exists, OuterRef

from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.encryption.keys import ring
from intreccio.kernel.journal import merkle
from intreccio.kernel.journal.models import JournalEntry, JournalLeaf, JournalSeal
from intreccio.kernel.journal.sealing import CHAIN_START, Link, entry_hash

CHUNK = 10_000
AUDITOR = Who(None, None, Purpose.AUDIT)


@dataclass
class Report:
    """What a verification found. `faults` are sentences; the journal is sound where there are none."""

    seals: int = 0
    sealed: int = 0
    unsealed: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.faults


@dataclass(frozen=True)
class SignedRoot:
    """A published root: what the auditor keeps. `key` is the raw Ed25519 public key."""

    number: int
    at: str
    places: int
    chain: bytes
    key: bytes
    signature: bytes

    @classmethod
    def of(cls, seal: JournalSeal) -> "SignedRoot":
        return cls(
            seal.number,
            seal.at.isoformat(),
            seal.first_place + seal.count - 1,
            bytes(seal.chain),
            ring().named(seal.key).public(),
            bytes(seal.signature),
        )

    def line(self) -> str:
        """One line of JSON, bytes as hexadecimal."""
        values = {k: v.hex() if isinstance(v, bytes) else v for k, v in vars(self).items()}
        return json.dumps(values)

    @classmethod
    def from_line(cls, line: str) -> "SignedRoot":
        """The root on one line of a file. ValueError where it is none."""
        try:
            values: dict[str, Any] = json.loads(line)
            values |= {name: bytes.fromhex(values[name]) for name in ("chain", "key", "signature")}
            return cls(**values)
        except (TypeError, KeyError, AttributeError, json.JSONDecodeError) as problem:
            raise ValueError(f"Not a signed root: {line[:80]!r}") from problem


def read_roots(file: Path) -> list[SignedRoot]:
    """The signed roots in a file, one a line."""
    return [SignedRoot.from_line(line) for line in file.read_text().splitlines() if line.strip()]


def verify(roots: Iterable[SignedRoot] = ()) -> Report:
    """Check the whole journal, and that it still contains every one of `roots`."""
    with asking(AUDITOR):
        return _verify(roots)


def _verify(roots: Iterable[SignedRoot]) -> Report:
    report = Report()
    chains: dict[int, bytes] = {}
    previous, place = CHAIN_START, 1
    for seal, leaves in _seals_with_leaves():
        report.faults += _seal_faults(seal, previous, place, leaves)
        report.seals += 1
        report.sealed += len(leaves)
        chains[seal.number] = previous = bytes(seal.chain)
        place = seal.first_place + seal.count
    report.faults += _missing_numbers(chains)
    report.faults += _entry_faults()
    for kept in roots:
        report.faults += _kept_root_faults(kept, chains)
    leaf = JournalLeaf.objects.filter(entry=OuterRef("pk"))
    report.unsealed = list(JournalEntry.objects.filter(~Exists(leaf)).order_by("pk").values_list("pk", flat=True))
    return report


@dataclass(frozen=True)
class Proof:
    """That one entry stands in a seal: hash its content, walk `steps`, arrive at `root`."""

    entry: int
    leaf: bytes
    index: int
    size: int
    steps: list[bytes]
    root: bytes
    seal: SignedRoot

    def holds(self) -> bool:
        return merkle.root_from_path(self.leaf, self.index, self.size, self.steps) == self.root

    def as_json(self) -> str:
        return json.dumps(
            {
                "entry": self.entry,
                "leaf": self.leaf.hex(),
                "index": self.index,
                "size": self.size,
                "path": [step.hex() for step in self.steps],
                "root": self.root.hex(),
                "seal": json.loads(self.seal.line()),
            },
            indent=2,
        )


def prove(entry: int) -> Proof | None:
    """The inclusion proof of one entry; None while it is not sealed."""
    leaf = JournalLeaf.objects.filter(entry=entry).first()
    if leaf is None:
        return None
    seal = JournalSeal.objects.get(number=leaf.seal)
    hashes = [bytes(hash) for hash in _leaves_of(seal).values_list("hash", flat=True)]
    index = leaf.place - seal.first_place
    return Proof(
        entry,
        _hash_of(entry),
        index,
        len(hashes),
        merkle.path(hashes, index),
        bytes(seal.root),
        SignedRoot.of(seal),
    )


def _hash_of(entry: int) -> bytes:
    with asking(AUDITOR):
        return entry_hash(JournalEntry.objects.get(pk=entry))


def _leaves_of(seal: JournalSeal) -> Any:
    return JournalLeaf.objects.filter(seal=seal.number).order_by("place")


def _seals_with_leaves() -> Iterator[tuple[JournalSeal, list[JournalLeaf]]]:
    seals = list(JournalSeal.objects.order_by("number"))
    leaves = JournalLeaf.objects.order_by("seal", "place").iterator(CHUNK)
    by_seal = groupby(leaves, key=lambda leaf: leaf.seal)
    number, group = next(by_seal, (None, iter(())))
    for seal in seals:
        while number is not None and number < seal.number:
            number, group = next(by_seal, (None, iter(())))
        yield seal, list(group) if number == seal.number else []


def _seal_faults(seal: JournalSeal, previous: bytes, place: int, leaves: list[JournalLeaf]) -> Iterator[str]:
    name = f"Seal {seal.number} of {seal.at:%Y-%m-%d %H:%M} UTC"
    link = Link(seal.number, seal.at, seal.first_place, seal.count, bytes(seal.root))
    if link.chain(previous) != bytes(seal.chain) or seal.first_place != place:
        yield f"{name} does not follow from the seal before it: the chain was cut or rewritten here."
    if not _signed(bytes(seal.chain), bytes(seal.signature), seal.key):
        yield f"{name} does not carry a valid signature of key {seal.key!r}."
    expected = list(range(seal.first_place, seal.first_place + seal.count))
    if [leaf.place for leaf in leaves] != expected:
        yield f"{name} covers {seal.count} places; leaves were removed or added ({len(leaves)} found)."
    elif merkle.root([bytes(leaf.hash) for leaf in leaves]) != bytes(seal.root):
        yield f"{name}: its leaves no longer lead to its root; leaf hashes were changed."


def _signed(chain: bytes, signature: bytes, key: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(ring().named(key).public()).verify(signature, chain)
    except (InvalidSignature, KeyError):
        return False
    return True


def _missing_numbers(chains: dict[int, bytes]) -> Iterator[str]:
    missing = sorted(set(range(1, max(chains, default=0) + 1)) - set(chains))
    yield from (f"Seal {number} was removed." for number in missing)


def _entry_faults() -> Iterator[str]:
    """Compare every leaf with its entry, in chunks of places."""
    last = 0
    while leaves := list(JournalLeaf.objects.filter(place__gt=last).order_by("place")[:CHUNK]):
        entries = JournalEntry.objects.in_bulk([leaf.entry for leaf in leaves])
        for leaf in leaves:
            entry = entries.get(leaf.entry)
            if entry is None:
                yield f"Entry {leaf.entry} (place {leaf.place}, seal {leaf.seal}) was removed."
            elif entry_hash(entry) != bytes(leaf.hash):
                yield f"Entry {leaf.entry} (place {leaf.place}, seal {leaf.seal}) was changed after sealing."
        last = leaves[-1].place


def _kept_root_faults(kept: SignedRoot, chains: dict[int, bytes]) -> Iterator[str]:
    try:
        Ed25519PublicKey.from_public_bytes(kept.key).verify(kept.signature, kept.chain)
    except (InvalidSignature, ValueError):
        yield f"The kept root {kept.number} is not validly signed: the file itself was changed."
        return
    if kept.number not in chains:
        yield f"Seal {kept.number}, kept in the file, is not in the journal: seals were removed."
    elif chains[kept.number] != kept.chain:
        yield f"Seal {kept.number} differs from the root kept in the file: the journal was rewritten."
