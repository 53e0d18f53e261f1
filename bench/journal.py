"""How fast the journal takes events, and what sealing and verifying cost: `python -m bench.journal [EVENTS]`.

Beside it: the same rows inserted by psycopg alone, one a transaction, and the disk's own rate of writes that
last. `synchronous_commit` is on throughout.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

import psycopg

from bench.installation import installation, this_machine

THREADS = 8
DISK_WRITES = 500


def main(events: int) -> None:
    """Measure and print."""
    print(this_machine())
    with installation() as environment:
        from django.db import connection

        from intreccio.kernel.journal.sealing import seal
        from intreccio.kernel.journal.verifying import verify

        conninfo = connection.get_connection_params()["host"], connection.settings_dict
        _row("disk: write and fsync, one after another", DISK_WRITES, _timed(_disk))
        for threads in (1, THREADS):
            taken = _timed(lambda threads=threads: _in_threads(_bare, conninfo, events, threads))
            _row(f"bare INSERT and COMMIT, {threads} threads", events, taken)
        for threads in (1, THREADS):
            taken = _timed(lambda threads=threads: _in_threads(_record, None, events, threads))
            _row(f"action with one event, {threads} threads", events, taken)
        total, sealing = 0, perf_counter()
        while sealed := seal():
            total += sealed.count
        _row("seal", total, perf_counter() - sealing)
        _row("verify", total, _timed(verify))
        print(f"peak memory of this process: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        assert environment.embedded


def _in_threads(work: Callable, argument: object, events: int, threads: int) -> None:
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: work(argument, events // threads), range(threads)))


def _record(_: object, count: int) -> None:
    from django.db import connections

    from intreccio.accounts.events import AccountClosed
    from intreccio.kernel.acting import SYSTEM, Who
    from intreccio.kernel.actions import action
    from intreccio.kernel.ids import public_id
    from intreccio.kernel.journal import record

    @action
    def note(*, by: Who) -> None:
        record(AccountClosed(public_id()), by=by)

    for _number in range(count):
        note(by=SYSTEM)
    connections.close_all()


def _bare(conninfo: tuple, count: int) -> None:
    host, settings = conninfo
    insert = """INSERT INTO kernel_journalentry (at, event, event_version, purpose, data)
                VALUES (now(), 'accounts.closed', 1, 'upkeep', '{}')"""
    with psycopg.connect(host=host, dbname=settings["NAME"], user=settings["USER"], autocommit=True) as bare:
        for _number in range(count):
            bare.execute(insert)


def _disk() -> None:
    with tempfile.TemporaryFile() as file:
        for _number in range(DISK_WRITES):
            file.write(b"x" * 8192)
            file.flush()
            os.fsync(file.fileno())


def _timed(work: Callable) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _row(what: str, count: int, seconds: float) -> None:
    print(f"{what:44}{count:9,}{seconds:9.2f} s{count / seconds:12,.0f} a second", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
