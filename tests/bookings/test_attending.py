"""Registers: marked once or again, counted once, by those who keep them or those who come."""

from datetime import timedelta
from uuid import uuid4

import pytest

from intreccio.bookings.actions import arrive, take_attendance
from intreccio.bookings.models import Hold
from intreccio.bookings.queries import register_of, walk_ins_of
from intreccio.bookings.rules.holding import Came
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.refusing import Refused
from tests.bookings.factories import booked, coming


def test_a_sheet_sent_twice_counts_once(group, house):
    activity = group(capacity=3)
    [session] = coming(activity, 1)
    booked(activity, session), booked(activity, session)
    sheet = uuid4()
    with clock.at(session.ends_at), asking(house.worker):
        one, other = register_of(session)
        for _ in range(2):
            marks = {one.pk: Came.PRESENT, other.pk: Came.ABSENT}
            take_attendance(session=session, marks=marks, walk_ins=4, sheet=sheet, by=house.worker)
        take_attendance(
            session=session, marks={other.pk: Came.EXCUSED}, walk_ins=1, sheet=uuid4(), by=house.worker
        )
        assert [hold.came for hold in register_of(session)] == ["present", "excused"]
    assert walk_ins_of(session) == 5
    last = JournalEntry.objects.filter(event="bookings.attendance-taken").latest("pk")
    assert (last.data["present"], last.data["excused"], last.data["walk_ins"]) == (1, 1, 5)


def test_nobody_was_there_before_it_begins(group, house):
    activity = group()
    [session] = coming(activity, 1)
    with asking(house.worker), pytest.raises(Refused, match="begin"):
        take_attendance(session=session, marks={}, walk_ins=1, sheet=uuid4(), by=house.worker)


def test_marks_of_other_sessions_change_nothing(group, house, elsewhere):
    activity = group()
    first, second = coming(activity, 2)
    booked(activity, second)
    with clock.at(first.ends_at), asking(house.worker):
        [hold] = register_of(second)
        take_attendance(session=first, marks={hold.pk: Came.PRESENT}, walk_ins=0, sheet=uuid4(), by=house.worker)
        assert Hold.objects.get().came == ""
    with clock.at(second.ends_at), asking(elsewhere.worker):
        take_attendance(
            session=second, marks={hold.pk: Came.PRESENT}, walk_ins=0, sheet=uuid4(), by=elsewhere.worker
        )
    with asking(house.worker):
        assert Hold.objects.get().came == ""


def test_who_comes_says_so_by_a_code_or_is_counted(group, house):
    activity = group()
    [session] = coming(activity, 1)
    booking = booked(activity, session)
    with pytest.raises(Refused, match="time"):
        arrive(session=session, code=booking.code, sheet=uuid4(), by=NOBODY)
    with clock.at(session.starts_at + timedelta(minutes=5)):
        with pytest.raises(Refused, match="code"):
            arrive(session=session, code="ZZZZZZ", sheet=uuid4(), by=NOBODY)
        arrive(session=session, code=f" {booking.code[:3]}-{booking.code[3:].lower()}", sheet=uuid4(), by=NOBODY)
        sheet = uuid4()
        arrive(session=session, code="", sheet=sheet, by=NOBODY)
        arrive(session=session, code="", sheet=sheet, by=NOBODY)
    with asking(house.worker):
        assert [hold.came for hold in register_of(session)] == ["present"]
    assert walk_ins_of(session) == 1
