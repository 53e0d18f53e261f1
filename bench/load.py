"""A load generator: clients that ask one question after another over kept connections.

`python -m bench.load PORT FILE CLIENTS REQUESTS` prints a line of JSON: milliseconds of every answer, in the order
of the file's lines, and the seconds that all of it took.
"""

import json
import socket
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
    """Ask over one connection, with as little work of our own as can be: the server shares these processors."""
    taken = []
    with socket.create_connection((HOST, port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for question in questions:
            request = f"GET /api/find?{question} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n\r\n"
            started = perf_counter()
            connection.sendall(request.encode())
            _read_answer(connection, question)
            taken.append((perf_counter() - started) * 1000)
    return taken


def _read_answer(connection: socket.socket, question: str) -> None:
    """Read one whole answer. Ends the program where it is no success."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65_536)
    head, _, body = received.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"{head[:80]!r} for {question}")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(min(missing, 65_536)))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
