"""What the page of one person shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.journal.models import JournalEntry
from intreccio.people.events import Part
from intreccio.people.models import Advocate, Consent, Grant, Identity, Person, SafeContact
from intreccio.people.queries import grants_of, who_looked
from intreccio.people.rules.codes import spoken
from intreccio.people.rules.granting import AdvocateKind, Because, LegalBasis
from intreccio.web.imports.wording import language
from intreccio.web.people.wording import ADVOCATES, contact_words, names_of
from intreccio.web.shown.pieces import Column, Fact, Row, Table
from intreccio.web.words.knowing import BASES, BECAUSE, PARTS, sights_words
from intreccio.web.words.moments import date_words, moment_words
from intreccio.web.words.phones import phone_words


@dataclass(frozen=True)
class AdvocateShown:
    """Who speaks for the person."""

    id: UUID
    kind: str
    name: str
    phone: str


@dataclass(frozen=True)
class ConsentShown:
    """What may be told to whom."""

    id: UUID
    recipient: str
    what: str
    ground: str
    agreed: bool
    reason: str
    until: str
    is_over: bool


@dataclass(frozen=True)
class PersonShown:
    """One person. `name` is what to call them; `urgent_until` is there where the glass was broken."""

    id: UUID
    name: str
    facts: list[Fact]
    contact: str
    contact_note: str
    sees_identity: bool
    advocates: list[AdvocateShown]
    consents: list[ConsentShown]
    holders: Table
    looks: Table
    urgent_until: str


def shown(person: Person, who: Who) -> PersonShown:
    """Everything that the one who asks may see. What they may not, the database does not give."""
    identity = Identity.objects.filter(person=person).first()
    contact = SafeContact.objects.filter(person=person).first()
    grants = grants_of(person)
    return PersonShown(
        id=person.pk,
        name=called(person, identity),
        facts=_facts(person, identity),
        contact=contact_words(contact),
        contact_note=str(contact.note or "") if contact else "",
        sees_identity=identity is not None,
        advocates=[_advocate(one) for one in Advocate.objects.filter(person=person, until=None)],
        consents=[_consent(one) for one in Consent.objects.filter(person=person).select_related("recipient")],
        holders=_holders(grants),
        looks=_looks(who_looked(person)),
        urgent_until=_urgent_until(grants, who),
    )


def called(person: Person, identity: Identity | None) -> str:
    """What to call somebody: by name, else by card, else not at all."""
    name = identity.shown_name if identity else ""
    return name or (_("Card %(code)s") % {"code": spoken(str(person.card))} if person.card else _("No name yet"))


def _facts(person: Person, identity: Identity | None) -> list[Fact]:
    speaks = languages().get(person.language)
    facts = [
        Fact(_("Language"), speaks.name.text(language()) if speaks else person.language),
        Fact(_("Accompanied by"), person.custodian.name),
        Fact(_("Since"), date_words(person.since)),
    ]
    if identity is None:
        return facts
    return [
        *facts,
        Fact(_("Card"), spoken(str(person.card)) if person.card else ""),
        Fact(_("How they want to be called"), str(identity.nickname or "")),
        Fact(
            _("Born on"), date_words(date.fromisoformat(str(identity.birth_date))) if identity.birth_date else ""
        ),
        Fact(_("Tax code"), str(identity.tax_code or "")),
        Fact(_("STP or ENI code"), str(identity.foreigner_code or "")),
        Fact(_("Telephone"), *_called_on(str(identity.phone or ""))),
        Fact(_("Mail address"), str(identity.mail or "")),
        Fact(_("Where they live, or sleep, or take their post"), str(identity.address or "")),
    ]


def _called_on(number: str) -> tuple[str, str]:
    """A number as people read it, and the address that calls it."""
    return (phone_words(number), f"tel:{number}") if number else ("", "")


def _advocate(one: Advocate) -> AdvocateShown:
    return AdvocateShown(
        one.pk, str(ADVOCATES[AdvocateKind(one.kind)]), str(one.name), phone_words(str(one.phone or ""))
    )


def _consent(one: Consent) -> ConsentShown:
    ends = one.withdrawn_at or one.until
    return ConsentShown(
        id=one.pk,
        recipient=one.recipient.name,
        what=sights_words(one.discloses),
        ground=str(BASES[LegalBasis(one.legal_basis)]),
        agreed=one.agreed,
        reason=str(one.reason or ""),
        until=moment_words(ends) if ends else "",
        is_over=ends is not None and ends <= clock.now(),
    )


def _holders(grants: list[Grant]) -> Table:
    now = clock.now()
    return Table(
        caption=_("Who may know of them"),
        columns=[Column(_("Who")), Column(_("What")), Column(_("Because")), Column(_("Until"))],
        rows=[
            Row([_holder(one), sights_words(one.sights), str(BECAUSE[Because(one.because)]), _ends(one)])
            for one in grants
            if one.until is None or one.until > now
        ],
    )


def _holder(grant: Grant) -> str:
    if grant.organisation:
        return grant.organisation.name
    return grant.user.name if grant.user else ""


def _ends(grant: Grant) -> str:
    return moment_words(grant.until) if grant.until else _("no end set")


def _looks(entries: list[JournalEntry]) -> Table:
    users = names_of(User, {entry.user for entry in entries})
    places = names_of(Organisation, {entry.organisation for entry in entries})
    return Table(
        caption=_("Who looked at this record"),
        columns=[Column(_("When")), Column(_("Who")), Column(_("For whom")), Column(_("What")), Column(_("Why"))],
        rows=[
            Row(
                [
                    moment_words(entry.at),
                    users.get(entry.user, _("a former account")),
                    places.get(entry.organisation, ""),
                    str(PARTS[Part(entry.data["part"])]),
                    _("emergency") if entry.purpose == Purpose.BREAK_GLASS else _("to accompany"),
                ]
            )
            for entry in entries
        ],
    )


def _urgent_until(grants: list[Grant], who: Who) -> str:
    if who.purpose is not Purpose.BREAK_GLASS:
        return ""
    ends = [one.until for one in grants if one.user_id == who.user and one.until]
    return moment_words(max(ends)) if ends else ""
