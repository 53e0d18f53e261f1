"""Booking from the public pages, and keeping registers from the desk."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from intreccio.accounts.models import User
from intreccio.bookings.actions import arrive
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.queries import walk_ins_of
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, SYSTEM
from intreccio.kernel.databases.context import asking
from intreccio.web.bookings.door import door_token
from tests.actors import factories as actors
from tests.bookings.factories import booked, coming, group
from tests.people.factories import house

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def place():
    """A body that keeps registers, and its group for two."""
    made = house("Passo Lento")
    return made, group(made.organisation, capacity=2)


@pytest.fixture
def signed_in():
    """A browser in which the worker of a house has signed in."""

    def sign_in(made):
        browser = Client(headers={"X-Forwarded-Proto": "https"})
        user = User.objects.get(pk=made.worker.user)
        TOTP.activate(user, generate_totp_secret())
        browser.force_login(user)
        return browser

    return sign_in


def filled(activity, when="every", **said):
    return {"id": str(uuid4()), "when": str(when), "places": "1", "reach": "not", **said}


def test_a_visitor_books_and_gives_back(client, place):
    _, activity = place
    [_, session] = coming(activity, 2)
    page = client.get(reverse("service", args=[activity.service_id]), headers=ENGLISH).content.decode()
    address = reverse("book", args=[activity.pk])
    assert address in page
    assert "2 places free" in page
    answer = client.post(address, filled(activity, session.pk, called="Pia"), headers=ENGLISH)
    assert answer.status_code == 303
    page = client.get(answer.url, headers=ENGLISH)
    assert "no-store" in page.headers["Cache-Control"]
    text = page.content.decode()
    with asking(SYSTEM):
        [hold] = Hold.objects.all()
        assert Booking.objects.get().code in text
    assert "You have a place" in text
    client.post(answer.url, {"verb": "give-back", "hold": str(hold.pk)})
    assert "You have no place to come" in client.get(answer.url, headers=ENGLISH).content.decode()


def test_what_one_booked_goes_into_ones_calendar(client, place):
    _, activity = place
    answer = client.post(reverse("book", args=[activity.pk]), filled(activity))
    dates = client.get(f"{answer.url}dates.ics")
    assert dates.content.count(b"BEGIN:VEVENT") == len(coming(activity, 99))
    assert "no-store" in dates.headers["Cache-Control"]
    assert client.get("/booked/x/dates.ics").status_code == 404


def test_looking_at_a_booking_changes_nothing(client, place):
    _, activity = place
    answer = client.post(reverse("book", args=[activity.pk]), filled(activity))
    client.get(answer.url)
    client.head(answer.url)
    with asking(SYSTEM):
        assert {hold.state for hold in Hold.objects.all()} == {"held"}


@pytest.mark.parametrize(
    "wrong", [{"when": "x"}, {"places": "99"}, {"reach": "mail"}, {"id": "x"}, {"reach": "x"}]
)
def test_wrong_answers_are_said_beside_their_fields(client, place, wrong):
    _, activity = place
    answer = client.post(reverse("book", args=[activity.pk]), {**filled(activity), **wrong})
    assert answer.status_code == 422
    with asking(SYSTEM):
        assert not Booking.objects.exists()


def test_machines_that_fill_everything_book_nothing(client, place):
    _, activity = place
    assert client.post(reverse("book", args=[activity.pk]), filled(activity, subject="x")).status_code == 303
    with asking(SYSTEM):
        assert not Booking.objects.exists()


def test_groups_of_bodies_without_accounts_are_booked_by_telephone(client):
    activity = group(actors.organisation("Senza account"))
    assert client.get(reverse("book", args=[activity.pk])).status_code == 404
    page = client.get(reverse("service", args=[activity.service_id])).content.decode()
    assert reverse("book", args=[activity.pk]) not in page


@pytest.mark.parametrize("token", ["x", "x:y:z"])
def test_links_that_are_none_are_over(client, token):
    assert client.get(reverse("booking", args=[token])).status_code == 410
    assert client.get(reverse("door", args=[token])).status_code == 410


def test_who_comes_says_so_at_the_door(client, place):
    made, activity = place
    [_, session] = coming(activity, 2)
    booking = booked(activity, session)
    door = reverse("door", args=[door_token(session)])
    assert client.post(door, {"sheet": str(uuid4()), "code": ""}).status_code == 422
    with clock.at(session.starts_at):
        assert client.post(door, {"sheet": str(uuid4()), "code": "ZZZZZZ"}).status_code == 422
        assert client.post(door, {"sheet": str(uuid4()), "code": booking.code}).status_code == 200
        assert client.post(door, {"sheet": str(uuid4()), "code": ""}).status_code == 200
    with asking(made.worker):
        assert Hold.objects.get().came == "present"
    assert walk_ins_of(session) == 1


def test_a_register_is_marked_once_however_often_it_is_sent(signed_in, place):
    made, activity = place
    [_, session] = coming(activity, 2)
    booked(activity, session, called="Pia")
    booked(activity, session)
    client = signed_in(made)
    with clock.at(session.ends_at):
        page = client.get(reverse("register", args=[session.pk])).content.decode()
        assert "Pia" in page
        with asking(made.worker):
            one, other = Hold.objects.order_by("asked_at")
        said = {"sheet": str(uuid4()), "walk_ins": "3", f"came-{one.pk}": "present", f"came-{other.pk}": "absent"}
        for _ in range(2):
            assert client.post(reverse("register-attendance", args=[session.pk]), said).status_code == 303
    assert walk_ins_of(session) == 3
    with asking(made.worker):
        assert sorted(hold.came for hold in Hold.objects.all()) == ["absent", "present"]


def test_a_sheet_that_arrives_late_takes_back_nobody_who_came_meanwhile(signed_in, place):
    made, activity = place
    [_, session] = coming(activity, 2)
    booking = booked(activity, session)
    with asking(made.worker):
        [hold] = Hold.objects.all()
    with clock.at(session.starts_at):
        arrive(session=session, code=booking.code, sheet=uuid4(), by=NOBODY)
        said = {"sheet": str(uuid4()), "walk_ins": "2", f"came-{hold.pk}": "", f"was-{hold.pk}": ""}
        signed_in(made).post(reverse("register-attendance", args=[session.pk]), said)
    with asking(made.worker):
        assert Hold.objects.get().came == "present"


def test_registers_of_others_are_not_there(signed_in, place):
    _, activity = place
    [_, session] = coming(activity, 2)
    booking = booked(activity, session)
    with asking(SYSTEM):
        [hold] = Hold.objects.filter(booking=booking)
    client = signed_in(house("Santa Marta"))
    for name in ("register", "register-sheet", "register-book"):
        assert client.get(reverse(name, args=[session.pk])).status_code == 404
    assert client.post(reverse("register-attendance", args=[session.pk]), {}).status_code == 404
    assert client.post(reverse("register-place", args=[session.pk, hold.pk]), {}).status_code == 404


def test_somebody_is_written_down_at_the_desk(signed_in, place):
    made, activity = place
    [_, session] = coming(activity, 2)
    said = {"id": str(uuid4()), "called": "Nonno Ugo", "places": "1", "reach": "call", "address": "035 111222"}
    client = signed_in(made)
    assert client.post(reverse("register-book", args=[session.pk]), said).status_code == 303
    assert "Nonno Ugo" in client.get(reverse("register-sheet", args=[session.pk])).content.decode()


def test_a_person_is_booked_from_their_record_and_seen_to_have_come(signed_in, place):
    made, activity = place
    person, [_, session] = made.registers(), coming(activity, 2)
    client = signed_in(made)
    said = {"id": str(uuid4()), "session": str(session.pk), "called": ""}
    assert client.post(reverse("person-book", args=[person.pk]), said).status_code == 303
    assert client.post(reverse("person-book", args=[person.pk]), {**said, "id": str(uuid4())}).status_code == 422
    assert "María" in client.get(reverse("register", args=[session.pk])).content.decode()
    with asking(made.worker):
        [hold] = Hold.objects.all()
    with clock.at(session.starts_at + timedelta(hours=1)):
        client.post(
            reverse("register-attendance", args=[session.pk]),
            {"sheet": str(uuid4()), f"came-{hold.pk}": "present"},
        )
        assert "presente" in client.get(reverse("person", args=[person.pk])).content.decode()
