"""Reads about persons. What the asker may not know of is not there: PostgreSQL sees to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from intreccio.actors.rules.contacts import clean_phone
from intreccio.actors.rules.tax_codes import clean_tax_code
from intreccio.kernel import clock
from intreccio.kernel.encryption.cipher import possible_hashes
from intreccio.kernel.encryption.fields import KeyedHashField
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.refusing import Refused
from intreccio.people.events import AccessReviewed, GlassBroken, PersonSeen
from intreccio.people.models import Advocate, Grant, Identity, Person, PersonMerge
from intreccio.people.rules.ages import OWN_AGREEMENT, full_years
from intreccio.people.rules.codes import clean_card_code, clean_foreigner_code
from intreccio.people.rules.granting import AdvocateKind
from intreccio.people.rules.names import comparable


@dataclass(frozen=True)
class PersonRow:
    """A person in a list. `name`, the family name first, is "" where none was given; `card` where there is none, or
    it may not be seen."""

    id: UUID
    name: str
    card: str
    language: str
    since: date
    custodian: str


def people_known(organisation: UUID) -> list[PersonRow]:
    """All persons whom the organisation may know of, by name: decrypted and sorted in memory."""
    held = Grant.objects.filter(organisation=organisation).values("person")
    return rows(Person.objects.filter(pk__in=held, merged_into=None).select_related("custodian"))


def people_found(text: str) -> list[PersonRow]:
    """Those whom a name, a code, a card or a telephone number names exactly."""
    by_identity = Identity.objects.filter(_said_so(text)).values("person")
    by_card = possible_hashes(card, place=_place(Person, "card_hash")) if (card := clean_card_code(text)) else []
    found = Person.objects.filter(Q(pk__in=by_identity) | Q(card_hash__in=by_card), merged_into=None)
    return rows(found.select_related("custodian"))


def hashes_of_codes(code: str) -> list[bytes]:
    """Every hash that a code may stand in the tables as: tax code, STP or ENI, card."""
    hashes: list[bytes] = []
    for field, clean in _CODES:
        try:
            hashes += possible_hashes(clean(code), place=_place(Identity, field))
        except Refused:
            continue
    if card := clean_card_code(code):
        hashes += possible_hashes(card, place=_place(Person, "card_hash"))
    return hashes


def who_looked(person: Person) -> list[JournalEntry]:
    """Who looked at the person's record, latest first."""
    also = Person.objects.filter(merged_into=person).values_list("pseudonym", flat=True)
    known_as = [person.pseudonym, *also]
    return list(JournalEntry.objects.filter(person__in=known_as, event=PersonSeen.name).order_by("-pk")[:200])


def glasses_broken() -> list[tuple[JournalEntry, bool | None]]:
    """Every emergency access, latest first, with what its review said: None while nobody has."""
    broken = list(JournalEntry.objects.filter(event=GlassBroken.name).order_by("-pk")[:200])
    said = JournalEntry.objects.filter(event=AccessReviewed.name, data__entry__in=[entry.pk for entry in broken])
    verdicts = {row.data["entry"]: row.data["justified"] for row in said.order_by("pk")}
    return [(entry, verdicts.get(entry.pk)) for entry in broken]


def grants_of(person: Person) -> list[Grant]:
    """Everybody who may know of the person, or might."""
    return list(Grant.objects.filter(person=person).select_related("organisation", "user"))


def rows(persons: QuerySet[Person]) -> list[PersonRow]:
    """Rows of a list, by name, those without one last."""
    names = {one.person_id: one for one in Identity.objects.filter(person__in=[person.pk for person in persons])}
    made = [_row(person, names.get(person.pk)) for person in persons]
    return sorted(made, key=lambda row: (not row.name, row.name.casefold(), row.since, row.id))


def _row(person: Person, identity: Identity | None) -> PersonRow:
    name = identity.listed_name if identity else ""
    return PersonRow(
        person.pk,
        name,
        str(person.card or "") if identity else "",
        person.language,
        person.since,
        person.custodian.name,
    )


def _said_so(text: str) -> Q:
    asked = Q(name_hash__in=possible_hashes(comparable(text), place=_place(Identity, "name_hash")))
    for field, clean in (*_CODES, ("phone_hash", clean_phone)):
        try:
            asked |= Q(**{f"{field}__in": possible_hashes(clean(text), place=_place(Identity, field))})
        except Refused:
            continue
    return asked


def _place(model: type[Person] | type[Identity], field: str) -> str:
    found = model._meta.get_field(field)
    assert isinstance(found, KeyedHashField)
    return found.place


_CODES = (("tax_code_hash", clean_tax_code), ("foreigner_code_hash", clean_foreigner_code))


def quiet_persons() -> list[tuple[Person, date]]:
    """Those who are not anonymised yet, with the day on which anything last happened to their record."""
    last = JournalEntry.objects.filter(person=OuterRef("pseudonym")).order_by("-at").values("at")[:1]
    found = Person.objects.filter(anonymised_on=None, merged_into=None).annotate(last=Subquery(last))
    return [(one, one.last.date() if one.last else one.since) for one in found.select_related("custodian")]


def age_of(person: Person) -> int | None:
    """Full years; None where they did not say, or it may not be seen."""
    identity = Identity.objects.filter(person=person).only("birth_date").first()
    if identity is None or not identity.birth_date:
        return None
    return full_years(date.fromisoformat(str(identity.birth_date)), clock.today())


def lacks_a_parent(person: Person) -> bool:
    """Whether somebody is too young to agree alone, and nobody is written down who agrees for them."""
    age = age_of(person)
    if age is None or age >= OWN_AGREEMENT:
        return False
    deciding = (AdvocateKind.PARENT, AdvocateKind.GUARDIAN)
    return not Advocate.objects.filter(person=person, kind__in=deciding, until=None).exists()


def merges_of(person: Person) -> list[PersonMerge]:
    """Records that were made one with this, and can be parted again; the latest first."""
    return list(PersonMerge.objects.filter(kept=person, undone_at=None).order_by("-merged_at"))
