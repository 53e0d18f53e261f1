"""A record made ready once, to be compared many times."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from intreccio.analysis.folding import folded
from intreccio.analysis.matching import contacts
from intreccio.analysis.matching.contacts import Street
from intreccio.analysis.matching.names import Name, parsed
from intreccio.analysis.matching.records import Record

MOST_AT_ONE_CONTACT = {"phone": 4, "mail": 4, "mail host": 8, "web host": 8}
"""A telephone or host that more records share is a switchboard's or a federation's."""

Contact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record as compared; `contacts` only as far as few share them."""

    record: Record
    names: tuple[Name, ...]
    owner_names: tuple[Name, ...]
    numbers: frozenset[str]
    sorts: frozenset[str]
    contacts: frozenset[Contact]
    street: Street | None
    local: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        return self.record.places

    @property
    def owner(self) -> str:
        return self.record.owner

    @property
    def main(self) -> Name:
        """The name it goes by; others only help to find it."""
        return self.names[0]

    @property
    def spot(self) -> Hashable:
        """Its house, where that is known."""
        if not (self.street and self.street.house and self.places):
            return None
        return min(self.places), self.street


def prepare(records: Iterable[Record]) -> list[Prepared]:
    """The records with a name, by id, so that the order in which they come does not matter."""
    ordered = sorted(records, key=lambda record: record.id)
    shared = Counter(contact for record in ordered for contact in set(_contacts(record)))
    ready = [_prepared(record, shared) for record in ordered]
    return [one for one in ready if one.names]


def _prepared(record: Record, shared: Counter[Contact]) -> Prepared:
    names = _names(record.names)
    street = contacts.street(record.street) if record.street else None
    return Prepared(
        record=record,
        names=names,
        owner_names=_names(record.owner_names),
        numbers=frozenset(value for _, value in record.numbers),
        sorts=_most_special(sort for name in names for sort in name.sorts),
        contacts=frozenset(c for c in _contacts(record) if shared[c] <= MOST_AT_ONE_CONTACT[c[0]]),
        street=street if street and street.name else None,
        local=frozenset(word for name in record.local for word in folded(name).split()),
    )


def _most_special(sorts: Iterable[str]) -> frozenset[str]:
    """`association/sport` makes a bare `association` beside it say nothing."""
    found = set(sorts)
    return frozenset(sort for sort in found if not any(other.startswith(f"{sort}/") for other in found))


def _names(texts: Sequence[str]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(name for text in texts for name in parsed(text)))


def _contacts(record: Record) -> Iterator[Contact]:
    found = {
        "phone": contacts.phone(record.phone),
        "mail": contacts.mail(record.mail),
        "mail host": contacts.mail_host(record.mail),
        "web host": contacts.web_host(record.website),
    }
    yield from ((kind, value) for kind, value in found.items() if value)
