"""Places: taken, waited for, given back, offered; never more than there are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from intreccio.bookings.actions import (
    extend,
    forget_bookings,
    give_back,
    give_place,
    lapse_offers,
    move_up,
    remind_holders,
    take_offer,
)
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.queries import holds_because, offered_without_address
from intreccio.bookings.rules.holding import HolderKind, HoldState, Reach
from intreccio.catalogue.actions import (
    ActivityDraft,
    activity_draft_of,
    cancel_session,
    edit_activity,
    remove_activity,
)
from intreccio.catalogue.models import Activity, Session
from intreccio.catalogue.queries.documents import documents
from intreccio.catalogue.queries.whole import whole
from intreccio.catalogue.search.models import SearchWaiting
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, SYSTEM, Purpose, Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.databases.context import asking
from intreccio.kernel.messages.models import OutgoingMessage
from intreccio.kernel.refusing import Refused
from intreccio.people.models import Person
from tests.bookings.factories import booked, coming


def states(session):
    with asking(SYSTEM):
        return list(Hold.objects.filter(session=session).order_by("asked_at").values_list("state", flat=True))


def counts(session):
    return Session.objects.values_list("taken", "waiting").get(pk=session.pk)


def test_who_finds_no_place_waits(group):
    activity = group(capacity=2)
    [session] = coming(activity, 1)
    for _ in range(3):
        booked(activity, session)
    assert states(session) == ["held", "held", "waiting"]
    assert counts(session) == (2, 1)


def test_nobody_overtakes_those_who_wait(group):
    activity = group(capacity=3)
    [session] = coming(activity, 1)
    booked(activity, session, places=2)
    booked(activity, session, places=2)
    booked(activity, session)
    assert states(session) == ["held", "waiting", "waiting"]


def test_the_database_holds_no_more_than_there_is_room_for(group):
    activity = group(capacity=1)
    [session] = coming(activity, 1)
    booking = booked(activity, session)
    with pytest.raises(IntegrityError, match="session_never_overfull"), transaction.atomic():
        _squeeze(booking)
    assert counts(session) == (1, 0)


@upkeep
def _squeeze(booking):
    Hold.objects.filter(booking=booking).update(places=2)


def test_a_booking_sent_twice_is_one(group):
    activity, id = group(), uuid4()
    [session] = coming(activity, 1)
    assert booked(activity, session, id=id) == booked(activity, session, id=id)
    assert counts(session) == (1, 0)


def test_one_person_has_one_place(group, house):
    activity, person = group(capacity=5), house.registers()
    [session] = coming(activity, 1)
    said = {"kind": HolderKind.PERSON, "holder": person.pseudonym, "by": house.worker}
    booked(activity, session, **said)
    with pytest.raises(Refused, match=r"place|room"):
        booked(activity, session, **said)
    assert counts(session) == (1, 0)


def test_who_is_enrolled_has_a_place_every_time(group):
    activity = group(capacity=1)
    first = booked(activity)
    second = booked(activity)
    assert {hold.state for hold in _holds(first)} == {"held"}
    assert {hold.state for hold in _holds(second)} == {"waiting"}
    assert len(_holds(first)) == len(coming(activity, 99))


def test_new_sessions_come_with_the_places_of_those_enrolled(group):
    activity = group(capacity=1)
    booking, later = booked(activity), booked(activity)
    _plan_one_more(activity)
    assert extend(by=SYSTEM) == 2
    assert extend(by=SYSTEM) == 0
    assert [_holds(one)[-1].state for one in (booking, later)] == ["held", "waiting"]


@upkeep
def _plan_one_more(activity):
    last = activity.sessions.order_by("-starts_at")[0]
    week = timedelta(weeks=1)
    Session.objects.create(
        activity=activity, starts_at=last.starts_at + week, ends_at=last.ends_at + week, capacity=activity.capacity
    )


def test_a_place_given_back_is_offered_for_a_day_then_to_the_next(group):
    activity = group(capacity=1)
    [session] = coming(activity, 2)[1:]
    first, second, third = booked(activity, session), booked(activity, session), booked(activity, session)
    give_back(booking=first, by=SYSTEM)
    assert move_up(activity=activity, by=SYSTEM) == 1
    assert move_up(activity=activity, by=SYSTEM) == 0
    assert states(session) == ["given-back", "offered", "waiting"]
    assert counts(session) == (1, 1)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert lapse_offers(by=SYSTEM) == 1
        assert lapse_offers(by=SYSTEM) == 0
        assert move_up(activity=activity, by=SYSTEM) == 1
        with asking(SYSTEM):
            with pytest.raises(Refused, match="offered"):
                take_offer(booking=second, by=SYSTEM)
            assert take_offer(booking=third, by=SYSTEM) == 1
    assert states(session) == ["given-back", "lapsed", "held"]


def test_what_is_offered_reaches_those_without_mail_by_telephone(group, house):
    activity = group(capacity=1)
    [session] = coming(activity, 1)
    first = booked(activity, session)
    booked(activity, session, called="Nonna Pia", reach=Reach.CALL, address="035 111222")
    give_back(booking=first, by=SYSTEM)
    move_up(activity=activity, by=SYSTEM)
    with asking(house.worker):
        [told] = offered_without_address(house.organisation.pk)
        assert str(told.booking.called) == "Nonna Pia"


def test_a_body_gives_a_place_out_of_turn_only_where_there_is_room(group, house):
    activity = group(capacity=1, enrolment=Activity.Enrolment.WAITING_LIST)
    [session] = coming(activity, 1)
    booked(activity, session), booked(activity, session)
    assert states(session) == ["waiting", "waiting"]
    with asking(house.worker):
        one, other = Hold.objects.filter(session=session).select_related("booking__activity")
        give_place(hold=other, by=house.worker)
        with pytest.raises(Refused, match=r"place|room"):
            give_place(hold=one, by=house.worker)
    assert counts(session) == (1, 1)


@pytest.mark.parametrize("enrolment", [Activity.Enrolment.CLOSED, Activity.Enrolment.WALK_IN])
def test_groups_that_take_no_bookings_say_so(group, enrolment):
    activity = group(enrolment=enrolment)
    with pytest.raises(Refused):
        booked(activity, *coming(activity, 1))


def test_nothing_is_booked_in_what_is_over_or_called_off(group):
    activity = group()
    [session] = coming(activity, 1)
    cancel_session(session=session, reason="Neve", by=SYSTEM)
    with pytest.raises(Refused, match="still to come"):
        booked(activity, session)
    [other] = coming(activity, 2)[1:]
    with clock.at(other.starts_at), pytest.raises(Refused, match="still to come"):
        booked(activity, other)
    with asking(SYSTEM):
        assert not Booking.objects.exists()


@pytest.mark.parametrize(("reach", "address"), [(Reach.MAIL, "no"), (Reach.CALL, "abc"), (Reach.MAIL, "")])
def test_an_address_that_is_none_is_refused(group, reach, address):
    activity = group()
    with pytest.raises(Refused):
        booked(activity, *coming(activity, 1), reach=reach, address=address)


def test_what_is_sent_says_only_that_there_is_news(group):
    activity = group()
    sessions = coming(activity, 2)[1:]
    booked(activity, *sessions, reach=Reach.MAIL, address="pia@example.org", called="Pia")
    with clock.at(sessions[0].starts_at - timedelta(hours=20)):
        assert remind_holders(by=SYSTEM) == 1
        assert remind_holders(by=SYSTEM) == 0
    for message in OutgoingMessage.objects.filter(kind="booking-news"):
        assert "Ginnastica" not in f"{message.subject} {message.body}"
        assert "Pia" not in f"{message.subject} {message.body}"
    assert OutgoingMessage.objects.filter(kind="booking-news").count() == 2


def test_a_session_with_places_is_called_off_where_the_timetable_leaves_it(group):
    activity = group(capacity=3)
    kept, _ = coming(activity, 2)
    booked(activity, kept), booked(activity, kept)
    draft = activity_draft_of(activity)
    moved = ActivityDraft(**{**draft.__dict__, "timings": (), "capacity": 1})
    edit_activity(activity=activity, draft=moved, by=SYSTEM)
    [left] = activity.sessions.all()
    assert (left.pk, left.cancelled, left.capacity) == (kept.pk, True, 2)


def test_a_group_that_people_come_to_is_not_taken_away(group):
    activity = group()
    booking = booked(activity, *coming(activity, 1))
    with pytest.raises(Refused, match="enrolled"):
        remove_activity(activity=activity, by=SYSTEM)
    with pytest.raises(Exception, match="called off, not deleted"), transaction.atomic():
        _delete_sessions(activity)
    give_back(booking=booking, by=SYSTEM)
    remove_activity(activity=activity, by=SYSTEM)
    with asking(SYSTEM):
        assert not Booking.objects.exists()


@upkeep
def _delete_sessions(activity):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_session WHERE activity_id = %s", [activity.pk])


def test_find_knows_when_the_last_place_is_gone(group):
    activity = group(capacity=1)
    for session in coming(activity, 99)[1:]:
        cancel_session(session=session, reason="Vacanza", by=SYSTEM)
    [session] = coming(activity.__class__.objects.get(pk=activity.pk), 1)
    assert _has_room(activity)
    _forget_waiting()
    booking = booked(activity, session)
    assert SearchWaiting.objects.filter(service=activity.service_id).exists()
    assert not _has_room(activity)
    give_back(booking=booking, by=SYSTEM)
    assert _has_room(activity)


@upkeep
def _forget_waiting():
    SearchWaiting.objects.all().delete()


def _has_room(activity):
    [document] = documents(whole([activity.service_id]))
    return document.has_room


def _holds(booking):
    with asking(SYSTEM):
        return list(Hold.objects.filter(booking=booking).order_by("session__starts_at"))


def test_others_see_no_bookings(group, house, elsewhere):
    activity, person = group(), house.registers()
    [session] = coming(activity, 1)
    cause = uuid4()
    booked(activity, session, kind=HolderKind.PERSON, holder=person.pseudonym, because=cause, by=house.worker)
    for who in (NOBODY, elsewhere.worker, Who(elsewhere.worker.user, None, Purpose.DIRECTORY)):
        with asking(who):
            assert not Booking.objects.exists()
            assert not Hold.objects.exists()
    with asking(house.worker):
        assert len(holds_because(cause)) == 1


def test_who_supports_a_person_sees_where_they_have_a_place(group, house, elsewhere):
    activity, person = group(), elsewhere.registers()
    booking = booked(
        activity,
        *coming(activity, 1),
        kind=HolderKind.PERSON,
        holder=person.pseudonym,
        by=Who(None, house.organisation.pk, Purpose.CARE, house.worker.sights),
    )
    with asking(elsewhere.worker):
        assert Booking.objects.get() == booking
        assert give_back(booking=booking, by=elsewhere.worker) == 1
    with asking(house.worker):
        assert not Person.objects.exists()


def test_nobody_books_for_a_person_they_cannot_name_to_the_database(group):
    activity = group()
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        booked(activity, *coming(activity, 1), kind=HolderKind.PERSON, holder=uuid4())


def test_old_names_are_erased(group):
    activity = group()
    sessions = coming(activity, 1)
    booking = booked(activity, *sessions, called="Pia", reach=Reach.CALL, address="035 111222")
    retaining = Who(None, None, Purpose.RETENTION)
    with clock.at(sessions[0].starts_at + timedelta(days=80)):
        assert forget_bookings(by=retaining) == 0
    with clock.at(sessions[0].starts_at + timedelta(days=95)):
        assert forget_bookings(by=retaining) == 1
    with asking(SYSTEM):
        kept = Booking.objects.get(pk=booking.pk)
        assert (kept.called, kept.address) == (None, None)
        assert [hold.state for hold in kept.holds.all()] == [HoldState.HELD]
