"""How fast the search answers, without the web in between: `python -m bench.find_sql [SERVICES]`.

Beside each kind of question: the processor time that it takes here and in PostgreSQL. Below, as measures to
compare with: the way to the database and back, and common words answered by plain full text, which ranks
every match.
"""

import sys
from contextlib import ExitStack

import django
from tests import harness


def main(services: int) -> None:
    """Fill a database of its own, ask, print."""
    with ExitStack() as stack:
        harness.start(stack)
        django.setup()
        from bench.finding import measure
        from intreccio.kernel.databases.migrating import migrate

        migrate()
        measure(services)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150_000)
