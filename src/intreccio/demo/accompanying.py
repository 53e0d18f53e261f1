"""The invented persons of the demonstration, registered by those who accompany them, at their time."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from intreccio.accounts.models import User
from intreccio.actors.access import viewer_for
from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service, Term
from intreccio.demo.accounts import address_of
from intreccio.demo.content import Row, read_table
from intreccio.demo.organising import Made
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.ids import secret_id
from intreccio.pathways.access import offer_to
from intreccio.pathways.actions import (
    PlanDraft,
    ReferralDraft,
    accept,
    move,
    refuse,
    score_goal,
    send_referral,
    set_goal,
    take_note,
    write_plan,
)
from intreccio.pathways.models import Referral
from intreccio.pathways.rules.planning import Existing
from intreccio.pathways.rules.referring import Adaptation, Outcome, Progress, Refusal
from intreccio.people import actions
from intreccio.people.access import accompanying
from intreccio.people.models import Person
from intreccio.people.queries import PersonRow, people_found, people_known
from intreccio.people.rules.contact import Rules
from intreccio.people.rules.details import IdentityDetails
from intreccio.people.rules.granting import AdvocateKind, LegalBasis

SAID = ("given_name", "family_name", "nickname", "phone", "mail", "address")


def accompany(made: Mapping[str, Made]) -> None:
    """Register everybody, with what they asked for and agreed to."""
    for row in read_table("persons")["persons"]:
        who = accompanying(viewer_for(User.objects.get(email=address_of(row["worker"]))))
        with clock.at(clock.now() - timedelta(days=row["days_ago"])), asking(who):
            _register(row, made, who)


def refer(made: Mapping[str, Made]) -> None:
    """Send those who wanted to be sent, and let those asked answer, at their time."""
    for row in read_table("persons")["referrals"]:
        who = accompanying(viewer_for(User.objects.get(email=address_of(row["worker"]))))
        with clock.at(clock.now() - timedelta(days=row["days_ago"])), asking(who):
            sent = _refer(row, made, who)
        for days, (slug, answer) in enumerate(zip(row["to"], row.get("answers", ()), strict=False), 1):
            asked = _answering(made[slug].organisation)
            with clock.at(sent.sent_at + timedelta(days=days)), asking(asked):
                _answer(row, answer, sent, asked)


def plan() -> None:
    """Write the plans, and how far everybody said they were, at their time."""
    for row in read_table("persons")["plans"]:
        who = accompanying(viewer_for(User.objects.get(email=address_of(row["worker"]))))
        with asking(who):
            person = _person(row["of"], who)
            for goal in row["goals"]:
                _goal(person, goal, who)
            said = {name: row.get(name, "") for name in ("matters", "strengths", "existing_holder")}
            draft = PlanDraft(**said, existing=Existing(row.get("existing", "")))
            write_plan(person=person, draft=draft, expected=0, by=who)


def _goal(person: Person, row: Row, who: Who) -> None:
    (days_ago, value), *later = row["scores"]
    with clock.at(clock.now() - timedelta(days=days_ago)):
        goal = set_goal(person=person, words=row["words"], value=value, by=who)
    for days_ago, value in later:
        with clock.at(clock.now() - timedelta(days=days_ago)):
            score_goal(goal=goal, value=value, by=who)


def _refer(row: Row, made: Mapping[str, Made], who: Who) -> Referral:
    person = _person(row["of"], who)
    taxonomy, _, code = row["term"].partition(":")
    term = Term.objects.get(taxonomy__slug=taxonomy, code=code)
    services = [_answers(made[slug].organisation, term) for slug in row["to"]]
    draft = ReferralDraft(
        term=term,
        said=row["said"],
        services=services,
        adaptations=[Adaptation(one) for one in row.get("adaptations", ())],
        legal_basis=LegalBasis(row["basis"]),
        considered=[
            {"service": str(one.pk), "km": None, "public": one.organisation.is_public, "chosen": True}
            for one in services
        ],
        why_chosen=row.get("why", ""),
    )
    return send_referral(id=secret_id(), person=person, draft=draft, by=who)


def _person(called: str, who: Who) -> Person:
    """By a part of the name, as far as the worker knows the person."""
    [found, *_] = people_found(called) or [one for one in _known(who) if called in one.name]
    return Person.objects.get(pk=found.id)


def _known(who: Who) -> list[PersonRow]:
    assert who.organisation
    return people_known(who.organisation)


def _answers(organisation: Organisation, term: Term) -> Service:
    """The service of an organisation that is filed under a term, or its first."""
    return organisation.services.filter(terms=term).first() or organisation.services.all()[0]


def _answering(organisation: Organisation) -> Who:
    return Who(None, organisation.pk, Purpose.CARE, Sight.REFERRED | Sight.IDENTITY)


def _answer(row: Row, answer: str, referral: Referral, who: Who) -> None:
    assert who.organisation
    offer = offer_to(who.organisation, referral)
    if answer != "accept":
        refuse(offer=offer, refusal=Refusal(answer), words="", by=who)
        return
    accept(offer=offer, by=who)
    if "progress" in row:
        take_note(referral=referral, progress=Progress(row["progress"]), by=who)
    if "ends" in row:
        move(referral=referral, verb="complete", words=row["words"], outcome=Outcome(row["ends"]), by=who)


def _register(row: Row, made: Mapping[str, Made], who: Who) -> None:
    assert who.organisation
    person = actions.register(
        custodian=Organisation.objects.get(pk=who.organisation),
        language=row["language"],
        details=_details(row),
        with_card=row.get("card", False),
        by=who,
    )
    asked = row["contact"]
    actions.change_contact(person=person, rules=_rules(asked), note=asked.get("note", ""), by=who)
    for advocate in row.get("advocates", ()):
        kind = AdvocateKind(advocate["kind"])
        actions.name_advocate(person=person, kind=kind, name=advocate["name"], phone=advocate.get("phone"), by=who)
    for told in row.get("told", ()):
        _tell(person, told, made, who)


def _details(row: Row) -> IdentityDetails:
    born = row.get("birth_date")
    said = {name: row[name] for name in SAID if name in row}
    return IdentityDetails(**said, birth_date=date.fromisoformat(born) if born else None)


def _rules(asked: Row) -> Rules:
    hours = time.fromisoformat(asked["since"]), time.fromisoformat(asked["until"])
    return Rules(asked["channels"], asked["days"], *hours)


def _tell(person: Person, told: Row, made: Mapping[str, Made], who: Who) -> None:
    discloses = Sight.NOTHING
    for name in told["what"]:
        discloses |= Sight[name.upper()]
    actions.record_consent(
        person=person,
        recipient=made[told["to"]].organisation,
        legal_basis=LegalBasis(told["basis"]),
        agreed=True,
        discloses=discloses,
        reason=told["reason"],
        by=who,
    )
