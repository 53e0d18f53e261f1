"""How fast referrals go, and what waits is shown: `python -m bench.referrals [REFERRALS]`.

A referral is sent and accepted with all that belongs to it: policies of the database, checks, consent, journal, two
mails to be sent. Beside it: the bare rows of the same by psycopg, and the disk's own rate of writes that last.
Then the page of today, in the process, with so many open referrals. `synchronous_commit` is on throughout.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from time import perf_counter
from typing import Any

import psycopg

from bench.installation import installation, this_machine
from bench.journal import DISK_WRITES, THREADS, _disk, _row, _timed

PAGES = 60


def main(referrals: int) -> None:
    """Measure and print."""
    print(this_machine())
    with installation():
        from bench.network import Network

        network = Network.made(referrals)
        _row("disk: write and fsync, one after another", DISK_WRITES, _timed(_disk))
        taken = _timed(lambda: _in_threads(network.send, network.persons))
        _row(f"send, {THREADS} threads", referrals, taken)
        _today(network)
        sent = network.waiting()
        taken = _timed(lambda: _in_threads(network.accept, sent))
        _row(f"accept, {THREADS} threads", len(sent), taken)
        bare = _timed(lambda: _in_threads(_bare(network), list(range(referrals))))
        _row(f"bare rows of sending, {THREADS} threads", referrals, bare)


def _in_threads(work: Callable[[Any], object], items: list[Any]) -> None:
    def some(part: list[Any]) -> None:
        from django.db import connections

        for item in part:
            work(item)
        connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(some, [items[number::THREADS] for number in range(THREADS)]))


def _bare(network: Any) -> Callable[[int], None]:
    """The rows that sending one referral leaves, made anew from those of the first."""
    from django.db import connection

    settings, host = connection.settings_dict, connection.get_connection_params()["host"]
    opened: dict[int, psycopg.Connection[Any]] = {}
    context = network.context()

    def insert(number: int) -> None:
        import threading

        here = threading.get_ident()
        if here not in opened:
            opened[here] = psycopg.connect(host=host, dbname=settings["NAME"], user=settings["USER"])
        bare = opened[here]
        with bare.transaction():
            bare.execute(context)
            for statement in network.rows():
                bare.execute(statement)

    return insert


def _today(network: Any) -> None:
    """The page of today, whole, as the worker's browser asks for it."""
    client = network.client()
    taken = []
    for _ in range(PAGES + 5):
        started = perf_counter()
        answer = client.get("/referrals/today/")
        taken.append((perf_counter() - started) * 1000)
        assert answer.status_code == 200, answer.status_code
    cuts = quantiles(taken[5:], n=20)
    print(
        f"today with {len(network.persons):,} open referrals: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
