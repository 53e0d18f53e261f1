"""Many who book at once get exactly the places that there are."""

import threading

import pytest
from django.db import connections

from intreccio.bookings.models import Hold
from intreccio.catalogue.models import Session
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.context import asking
from tests.bookings.factories import booked, coming, group
from tests.people.factories import house


@pytest.mark.usefixtures("own_database")
def test_forty_at_once_for_five_places():
    activity = group(house("Passo Lento").organisation, capacity=5)
    sessions = coming(activity, 3)
    problems = []

    def one(turn: int) -> None:
        try:
            booked(activity, *(sessions if turn % 2 else reversed(sessions)))
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[turn]) for turn in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    for session in sessions:
        assert Session.objects.values_list("taken", "waiting").get(pk=session.pk) == (5, 35)
        with asking(SYSTEM):
            assert Hold.objects.filter(session=session, state="held").count() == 5
