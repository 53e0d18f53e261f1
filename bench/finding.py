"""Fills a catalogue, asks it questions of every kind and prints what they took. Needs Django to be set up."""

import resource
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean, quantiles
from time import perf_counter

from django.db import connections
from django.db.backends.utils import CursorWrapper

from bench.country import Country
from bench.find_questions import Asker
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.keeping import index_services, refresh_vocabulary, replace_synonyms
from intreccio.catalogue.shipped import foreign_meanings, synonym_groups

ROUNDS = 120
BUDGETED = 9


def measure(services: int) -> None:
    """Print the table for a catalogue of that size."""
    country = Country()
    fill(country, services)
    print(f"{'':24}{'p50':>7}{'p95':>7}{'p99':>7}  ms   cpu ms: here  database")
    budgeted: list[float] = []
    for position, (kind, make) in enumerate(Asker(country).kinds().items()):
        questions = [make() for _ in range(ROUNDS)]
        for question in questions[:5]:
            find(question)
        taken = show(kind, [(find, question) for question in questions])
        if position < BUDGETED:
            budgeted += taken
        if position == BUDGETED - 1:
            print(f"{'ALL OF THE BUDGET':24}{_times(budgeted)}")
    compare(country)


def fill(country: Country, services: int) -> None:
    """Index so many services and say how fast."""
    documents = list(country.documents(services))
    started = perf_counter()
    index_services(documents)
    indexed = perf_counter()
    refresh_vocabulary()
    replace_synonyms(synonym_groups(), foreign_meanings())
    rate = services / (indexed - started)
    print(f"{services} services indexed in {indexed - started:.1f} s, {rate:.0f} a second;")
    print(f"vocabulary refreshed twice in {perf_counter() - indexed:.1f} s\n")
    with _cursor("owner") as cursor:
        cursor.execute("ANALYZE")


def compare(country: Country) -> None:
    """The round trip, and plain full text."""
    asker = Asker(country)
    show("(round trip)", [(_plain("SELECT 1"), None)] * ROUNDS)
    text = """SELECT number, count(*) OVER (), ts_rank(words, query) FROM catalogue_searchentry,
              plainto_tsquery('italian', %s) AS query WHERE words @@ query ORDER BY 3 DESC LIMIT 20"""
    show("(plain, common word)", [(_plain(text), [asker.random.choice(asker.common)]) for _ in range(ROUNDS)])


def show(kind: str, calls: Iterable[tuple[Callable, object]]) -> list[float]:
    """Make the calls, print what they took, give back the milliseconds."""
    here, there, taken = _cpu_here(), _cpu_there(), []
    for function, argument in calls:
        started = perf_counter()
        function(argument)
        taken.append((perf_counter() - started) * 1000)
    cpu = (_cpu_here() - here) / len(taken), (_cpu_there() - there) / len(taken)
    print(f"{kind:24}{_times(taken)}{cpu[0]:13.2f}{cpu[1]:10.2f}", flush=True)
    return taken


def _times(taken: list[float]) -> str:
    cuts = quantiles(taken, n=100)
    return f"{cuts[49]:7.2f}{cuts[94]:7.2f}{cuts[98]:7.2f}  mean {fmean(taken):5.2f}"


def _plain(sql: str) -> Callable:
    def run(parameters: object) -> None:
        with _cursor() as cursor:
            cursor.execute(sql, parameters)
            cursor.fetchall()

    return run


def _cursor(using: str = "default") -> CursorWrapper:
    return connections[using].cursor()


def _cpu_here() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


def _cpu_there() -> float:
    """Milliseconds of processor time of the server process behind our connection, in steps of ten."""
    with _cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(pid,)] = cursor.fetchall()
    fields = Path(f"/proc/{pid}/stat").read_text().split()
    return (int(fields[13]) + int(fields[14])) * 10
