"""A load generator: clients that ask one question after another over kept connections.

`python -m bench.load PORT FILE CLIENTS REQUESTS` prints a line of JSON: milliseconds of every answer, in the order
of the file's lines, and the seconds that all of it took.
"""

import http.client
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

HOST = "127.0.0.1"


def main(port: int, file: Path, clients: int, requests: int) -> None:
    """Ask, and print what it took."""
    questions = list(islice(cycle(file.read_text().splitlines()), requests))
    shares = [questions[number::clients] for number in range(clients)]
    started = perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        taken = list(pool.map(lambda share: _ask(port, share), shares))
    seconds = perf_counter() - started
    in_order = [taken[number % clients][number // clients] for number in range(len(questions))]
    print(json.dumps({"seconds": seconds, "milliseconds": in_order}))


def _ask(port: int, questions: list[str]) -> list[float]:
    connection = http.client.HTTPConnection(HOST, port)
    taken = []
    for question in questions:
        started = perf_counter()
        connection.request("GET", f"/api/find?{question}", headers={"X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        body = answer.read()
        taken.append((perf_counter() - started) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{answer.status} for {question}: {body[:300]!r}")
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
