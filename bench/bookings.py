"""Whether places hold when many want them at once: `python -m bench.bookings [CLIENTS] [PLACES]`.

So many browsers send the form of one session in the same moment, through views, middleware and database, with
`synchronous_commit` on. Exactly as many places are taken as there are; the others wait in the order in which they came.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from statistics import quantiles
from threading import Barrier
from time import perf_counter
from uuid import uuid4

from bench.installation import installation, this_machine

THREADS = 50


def main(clients: int, places: int) -> None:
    """Measure and print."""
    print(this_machine())
    with installation():
        from django.conf import settings

        from bench.network import Network
        from intreccio.bookings.models import Hold
        from intreccio.catalogue.actions import ActivityDraft, add_activity
        from intreccio.catalogue.models import Session
        from intreccio.catalogue.rules.timing import Timing
        from intreccio.kernel import clock
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.databases.context import asking

        settings.ACCOUNT_RATE_LIMITS = False
        weekly = Timing(rule="FREQ=WEEKLY;BYDAY=TU", opens_at=time(15), closes_at=time(17))
        draft = ActivityDraft(texts={"it": ("Il gruppo del martedì", "")}, capacity=places, timings=(weekly,))
        activity = add_activity(service=Network.made(1).service, draft=draft, by=SYSTEM)
        session = activity.sessions.filter(starts_at__gt=clock.now()).order_by("starts_at")[0]
        started = perf_counter()
        taken = _all_at_once(f"/book/{activity.pk}/", str(session.pk), clients)
        a_second = clients / (perf_counter() - started)
        session = Session.objects.get(pk=session.pk)
        with asking(SYSTEM):
            held = Hold.objects.filter(session=session, state="held").count()
        assert held == session.taken == places, (held, session.taken)
        assert session.waiting == clients - places, session.waiting
        cuts = quantiles(taken, n=20)
        print(
            f"{clients} clients, {places} places: {held} held, {session.waiting} wait; "
            f"answer p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, {THREADS} at once, {a_second:.0f} a second"
        )


def _all_at_once(path: str, session: str, clients: int) -> list[float]:
    """Milliseconds of each answer."""
    from django.db import connections
    from django.test import Client

    together, browser = Barrier(THREADS), Client(headers={"X-Forwarded-Proto": "https"})
    browser.get(path)

    def one(number: int) -> float:
        if number < THREADS:
            together.wait()
        said = {"id": str(uuid4()), "when": session, "places": "1", "reach": "not"}
        started = perf_counter()
        answer = browser.post(path, said)
        connections.close_all()
        assert answer.status_code == 303, answer.status_code
        return (perf_counter() - started) * 1000

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(clients)))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:] or ["200", "20"]))
