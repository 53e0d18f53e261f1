"""How fast one finds, through HTTP: `python -m bench.find [SERVICES ...]`.

Sizes are 10,000, 50,000 and 150,000 if none is said. Measured is the whole JSON answer of 20 results with its
filters' counts, for the questions of `questions.txt`, with one client and with eight, two web processes,
everything on this machine. Beside it, as the floor: the same SQL by psycopg alone.
`python -m bench.find --write-questions` makes the file anew.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from bench.installation import installation, this_machine
from bench.serving import resident, row, served

FILE = Path(__file__).with_name("questions.txt")
PORT = 8377
SIZES = (10_000, 50_000, 150_000)
REQUESTS = {1: 1000, 8: 4000}
PER_KIND = 100
KINDS = (
    "rare word",
    "word",
    "common word",
    "pair",
    "near",
    "near, category",
    "near, word",
    "misspelt",
    "misspelt, near",
)
MISSPELT = 300


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size on an installation of its own, in a process of its own."""
    if len(sizes) > 1:
        for services in sizes:
            subprocess.run([sys.executable, "-m", "bench.find", str(services)], check=True)
        return
    print(this_machine())
    with installation():
        _prepare(sizes[0])
        _measure_floor()
        _measure_misspelt()
        for clients, requests in REQUESTS.items():
            with served(PORT, workers=2) as pids:
                _measure_http(clients, requests, pids)


def write_questions() -> None:
    """Write the fixed file: questions of every kind, mixed, over a catalogue of the largest size."""
    with installation():
        _prepare(SIZES[-1])
        from bench.country import Country
        from bench.find_questions import Asker

        asker = Asker(Country())
        kinds = asker.kinds()
        lines = [_query(kinds[kind]()) for kind in KINDS for _ in range(PER_KIND)]
        asker.random.shuffle(lines)
        FILE.write_text("\n".join(lines) + "\n")


def _query(question: Any) -> str:
    pairs = {
        "q": question.words,
        "lat": question.point and round(question.point.latitude, 5),
        "lon": question.point and round(question.point.longitude, 5),
        "term": question.terms,
        "sort": question.sort,
    }
    return urlencode({name: value for name, value in pairs.items() if value}, doseq=True)


def _prepare(services: int) -> None:
    from bench.country import Country
    from bench.finding import fill
    from intreccio.kernel.acting import SYSTEM
    from intreccio.territory.actions import add_territory
    from intreccio.territory.shipped import municipalities

    print(f"\n== {services:,} services")
    codes = [place.istat_code for place in municipalities()]
    add_territory(name="Italia", codes=codes, by=SYSTEM)
    fill(Country(), services)


def _measure_floor() -> None:
    """Run the statements that each question needs, without Django or HTTP."""
    import psycopg
    from django.db import connection

    from intreccio.catalogue.search.find import find

    statements: list[list[tuple[str, Any]]] = []
    for question in _questions():
        kept: list[tuple[str, Any]] = []
        with connection.execute_wrapper(
            lambda run, sql, params, many, context, kept=kept: (
                kept.append((sql, params)),
                run(sql, params, many, context),
            )[1]
        ):
            find(question)
        statements.append(kept)
    parameters = connection.get_connection_params()
    bare = {name: parameters[name] for name in ("host", "dbname", "user")}
    taken = []
    with psycopg.connect(**bare, autocommit=True) as floor:
        for kept in statements:
            started = perf_counter()
            for sql, params in kept:
                floor.execute(sql, params).fetchall()
            taken.append((perf_counter() - started) * 1000)
    row("the same SQL by psycopg alone", taken)


def _questions() -> Iterator[Any]:
    from urllib.parse import parse_qs

    from intreccio.catalogue.search.question import Point, Question, Sort

    for line in FILE.read_text().splitlines():
        query = parse_qs(line)
        point = Point(float(query["lat"][0]), float(query["lon"][0])) if "lat" in query else None
        yield Question(
            words=query.get("q", [""])[0],
            point=point,
            terms=tuple(query.get("term", ())),
            sort=Sort(query["sort"][0]),
        )


def _measure_misspelt() -> None:
    """How often a misspelt word finds just what the right one finds."""
    from bench.country import Country
    from bench.find_questions import Asker
    from intreccio.catalogue.search.find import find
    from intreccio.catalogue.search.question import Question

    asker = Asker(Country(), seed=3)
    found = same = 0
    for _ in range(MISSPELT):
        right = asker.random.choice(asker.long)
        wrong = asker.misspelt_of(right)
        expected, answer = find(Question(words=right)), find(Question(words=wrong))
        found += bool(answer.total)
        same += answer.total == expected.total and [r.service for r in answer.results] == [
            r.service for r in expected.results
        ]
    print(
        f"misspelt words: {found / MISSPELT:.1%} find something,"
        f" {same / MISSPELT:.1%} just what the right word finds"
    )


def _measure_http(clients: int, requests: int, pids: list[int]) -> None:
    command = [sys.executable, "-m", "bench.load", str(PORT), str(FILE), str(clients)]
    subprocess.run([*command, "300"], check=True, capture_output=True)
    result = subprocess.run([*command, str(requests)], check=True, capture_output=True, text=True)
    told = json.loads(result.stdout)
    memory = sum(resident(pid) for pid in pids)
    rate = requests / told["seconds"]
    row(
        f"HTTP, {clients} client{'s' if clients > 1 else ''}",
        told["milliseconds"],
        f"{rate:7.0f} answers a second, {memory:.0f} MB in {len(pids)} processes",
    )


if __name__ == "__main__":
    if "--write-questions" in sys.argv:
        write_questions()
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
