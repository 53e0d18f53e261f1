"""Who may accompany people, and for which organisation. What of them is seen, PostgreSQL decides: see `policies`."""

from uuid import UUID

from intreccio.kernel.access import NotAllowed, NotFound, Permission, Viewer, require
from intreccio.kernel.access import roles as all_roles
from intreccio.kernel.acting import EVERYTHING, Purpose, Who
from intreccio.kernel.journal.models import JournalEntry
from intreccio.people.events import GlassBroken
from intreccio.people.models import Advocate, Consent, Person


def organisations_acted_for(viewer: Viewer) -> list[UUID]:
    """Those in which the viewer holds a role that sees something of persons."""
    return sorted(organisation for organisation in viewer.memberships if viewer.sights(organisation))


def accompanying(viewer: Viewer, organisation: UUID | None = None) -> Who:
    """The viewer as one who accompanies people for an organisation, the first one where none is named.

    `NotAllowed` where the viewer has no such role there.
    """
    possible = organisations_acted_for(viewer)
    chosen = organisation or next(iter(possible), None)
    if chosen not in possible:
        raise NotAllowed(Permission.ACCOMPANY)
    return viewer.who(Purpose.CARE, chosen)


def in_an_emergency(viewer: Viewer, organisation: UUID | None = None) -> Who:
    """The viewer as one who may break the glass. `NotAllowed` where the role does not allow it."""
    who = accompanying(viewer, organisation)
    require(viewer, Permission.BREAK_GLASS, who.organisation)
    return viewer.who(Purpose.BREAK_GLASS, who.organisation)


def may_accompany(viewer: Viewer, who: Who) -> bool:
    """Whether the viewer's role there registers persons and changes what is known of them."""
    held = viewer.memberships.get(who.organisation, frozenset()) if who.organisation else frozenset()
    return any(Permission.ACCOMPANY in all_roles()[slug].permissions for slug in held)


def reviewing(viewer: Viewer) -> Who:
    """The viewer as one who reviews accesses: sees what was done, not to whom. `NotAllowed` for others."""
    require(viewer, Permission.REVIEW_ACCESS)
    return viewer.who(Purpose.AUDIT)


def broken_glass_for(entry: int) -> JournalEntry:
    """The journal's entry of a glass that was broken, in the context of one who reviews."""
    found = JournalEntry.objects.filter(pk=entry, event=GlassBroken.name).first()
    if found is None:
        raise NotFound
    return found


def own_record(person: UUID) -> Who:
    """Somebody as the reader of what is kept of them, and of nothing else."""
    return Who(person, None, Purpose.OWN, EVERYTHING)


def person_for(person: UUID) -> Person:
    """A person whom those who ask may know of, in the context told; of a merged record the one that it was merged into.

    `NotFound` where there is none.
    """
    found = Person.objects.select_related("custodian").filter(pk=person).first()
    if found is None:
        raise NotFound
    return person_for(found.merged_into_id) if found.merged_into_id else found


def advocate_for(person: Person, advocate: UUID) -> Advocate:
    """Somebody who speaks for the person now."""
    found = Advocate.objects.filter(person=person, pk=advocate, until=None).first()
    if found is None:
        raise NotFound
    return found


def consent_for(person: Person, consent: UUID) -> Consent:
    """An agreement that stands."""
    found = (
        Consent.objects.select_related("recipient").filter(person=person, pk=consent, withdrawn_at=None).first()
    )
    if found is None:
        raise NotFound
    return found
