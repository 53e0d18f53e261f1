"""The invented persons of the demonstration, registered by those who accompany them, at their time."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from intreccio.accounts.models import User
from intreccio.actors.access import viewer_for
from intreccio.actors.models import Organisation
from intreccio.demo.accounts import address_of
from intreccio.demo.content import Row, read_table
from intreccio.demo.organising import Made
from intreccio.kernel import clock
from intreccio.kernel.acting import Sight, Who
from intreccio.kernel.databases.context import asking
from intreccio.people import actions
from intreccio.people.access import accompanying
from intreccio.people.models import Person
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
