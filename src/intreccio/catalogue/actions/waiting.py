"""Services that wait to be indexed: written down with the change, indexed soon after it, whatever happens between."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.search.keeping import refresh_vocabulary, remove_services
from intreccio.catalogue.search.models import SearchWaiting
from intreccio.kernel.actions import upkeep
from intreccio.kernel.deferring import defer
from intreccio.kernel.imports.changing import CHANGED, NEW
from intreccio.kernel.imports.staged import Parameters, execute, fetch

BATCH = 1_000
MANY = 2_000
"""After so many services the vocabulary is learnt anew."""


def have_indexed(parameters: Parameters) -> None:
    """Have all services indexed that an import touches; what it took away is not found from now on. Part of an
    action."""
    execute(_WAIT, parameters)
    remove_services([service for (service,) in fetch(_NO_LONGER_SHOWN, parameters)])
    defer("catalogue.index_waiting")


def have_services_indexed(services: Collection[UUID]) -> None:
    """Have these services indexed soon. Part of an action."""
    SearchWaiting.objects.bulk_create([SearchWaiting(service=one) for one in services], ignore_conflicts=True)
    if services:
        defer("catalogue.index_waiting")


def index_waiting(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Index all that waits, some at a time; how many. Any number of processes may do it at once.

    Where there is much, two threads take turns: one prepares while the database works for the other.
    """
    total, done = SearchWaiting.objects.count(), 0
    with _helper(total) as helped:
        while count := _index_some():
            done += count
            progress(done + helped.done, max(total, done + helped.done))
    done += helped.done
    if done >= MANY:
        refresh_vocabulary()
    return done


@dataclass
class _Helper:
    """What another thread has indexed."""

    done: int = 0
    stopped: bool = False

    def work(self) -> None:
        """Index what waits, with a connection of its own."""
        try:
            while not self.stopped and (count := _index_some()):
                self.done += count
        finally:
            connection.close()


@contextmanager
def _helper(total: int) -> Iterator[_Helper]:
    """Has another thread index too, until the block ends; not inside a transaction, which it would not see."""
    helper = _Helper()
    if total < MANY or connection.in_atomic_block:
        yield helper
        return
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(helper.work)
        try:
            yield helper
        except BaseException:
            helper.stopped = True
            raise
        work.result()


@upkeep
def _index_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [BATCH])
        services = [service for (service,) in cursor.fetchall()]
    index(services)
    return len(services)


_TAKE = """
    DELETE FROM catalogue_searchwaiting WHERE service IN (
        SELECT service FROM catalogue_searchwaiting ORDER BY service LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING service
"""

_WAIT = f"""
    INSERT INTO catalogue_searchwaiting (service)
    SELECT object FROM kernel_importrow AS row
    WHERE "table" = 'service' AND (({NEW}) OR ({CHANGED}))
    UNION
    SELECT service.id FROM catalogue_service AS service
    JOIN kernel_importrow AS row ON row.object = service.organisation_id
    WHERE {CHANGED} AND row."table" = 'organization'
    UNION
    SELECT held.service_id FROM catalogue_serviceatsite AS held
    JOIN kernel_importrow AS row ON row.object = held.site_id WHERE {CHANGED} AND row."table" = 'location'
    UNION
    SELECT had.service_id FROM catalogue_service_terms AS had
    JOIN kernel_importrow AS row ON row.object = had.term_id WHERE {CHANGED} AND row."table" = 'taxonomy_term'
    ON CONFLICT DO NOTHING
"""

_NO_LONGER_SHOWN = f"""
    SELECT service.id FROM kernel_importrow AS row JOIN catalogue_service AS service ON service.id = row.object
    WHERE {CHANGED} AND row."table" = 'service' AND row.before ? 'state' AND service.state <> 'published'
"""
