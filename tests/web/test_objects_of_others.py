"""What belongs to others looks, to everybody and at every address, exactly like what does not exist."""

import re
from uuid import uuid4

import pytest

from intreccio.bookings.models import Hold
from intreccio.bookings.rules.holding import HolderKind
from intreccio.catalogue.models import Service
from intreccio.kernel.access import roles
from intreccio.kernel.acting import NOBODY, Sight
from intreccio.kernel.databases.context import asking
from intreccio.pathways.actions import PlanDraft, ReferralDraft, ask_for_help, send_referral, set_goal, write_plan
from intreccio.pathways.rules.asking import Reach
from intreccio.people.actions import name_advocate, record_consent
from intreccio.people.rules.granting import AdvocateKind, LegalBasis
from tests.bookings.factories import booked, coming, group
from tests.people.factories import house
from tests.web.addresses import ABSENT, every_address, samples

ROOMS = ("/people/", "/referrals/", "/sessions/", "/mine/")
OURS = ("person", "referral", "asked", "hold", "session", "goal", "advocate", "consent")
ONE_TIME = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|nonce-[\w-]+|[0-9a-f]{8}-[0-9a-f-]{27}')


@pytest.fixture
def theirs(own_demonstration) -> dict[str, str]:
    """One of everything, of a body for which none of the demonstration's accounts works."""
    made, asked = house("Altrove"), Service.objects.filter(organisation__members=None).exclude(terms=None)[0]
    person, by = made.registers(), made.worker
    activity = group(made.organisation)
    [session] = coming(activity, 1)
    with asking(by):
        goal = set_goal(person=person, words="Uscire di casa", value=3, by=by)
        write_plan(person=person, draft=PlanDraft(matters="La quiete"), expected=0, by=by)
        draft = ReferralDraft(term=asked.terms.all()[0], said="Cerca un gruppo", services=[asked])
        referral = send_referral(id=uuid4(), person=person, draft=draft, by=by)
        advocate = name_advocate(person=person, kind=AdvocateKind.TRUSTED, name="Ada", phone="", by=by)
        consent = record_consent(
            person=person, recipient=asked.organisation, legal_basis=LegalBasis.CONSENT, agreed=True,
            discloses=Sight.REFERRED, reason="", by=by,
        )  # fmt: skip
        booked(activity, session, kind=HolderKind.PERSON, holder=person.pseudonym, by=by)
        [hold] = Hold.objects.all()
    help_request = ask_for_help(
        organisation=made.organisation, words="Aiuto", nickname="", reach=Reach.HERE, address="", safe_when="",
        language="it", by=NOBODY,
    )  # fmt: skip
    made_of = (person, referral, help_request, hold, session, goal, advocate, consent)
    return {name: str(one.pk) for name, one in zip(OURS, made_of, strict=True)}


@pytest.mark.parametrize("role", [None, *roles()], ids=str)
def test_it_is_as_if_it_were_not_there(visitor, theirs, role):
    client = visitor(role)
    known = samples()
    there = every_address({**known, **theirs})
    absent = every_address({**known, **dict.fromkeys(OURS, ABSENT)})
    compared = [
        (one, other) for one, other in zip(there, absent, strict=True) if one != other and one.startswith(ROOMS)
    ]
    assert len(compared) > 30
    for one, other in compared:
        for method in (client.get, client.post):
            real, none = method(one), method(other)
            assert real.status_code == none.status_code, one
            assert real.status_code in (302, 303, 403, 404, 405), one
            assert _told(real) == _told(none), one


def _told(answer) -> bytes:
    """What an answer says, without what is new each time."""
    location = answer.headers.get("Location", "").encode()
    return ONE_TIME.sub(b"", location + answer.content)
