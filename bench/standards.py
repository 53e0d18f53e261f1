"""How fast the directory goes out by its standards: `python -m bench.standards [SERVICES ...]`.

Sizes are 10,000 and 150,000 if none is said. Measured over HTTP, one web process, one client: pages of 20 as
harvesters and searchers ask for them, then the whole directory as a stream with the memory that the web process
needs for it; in this process, the package. Everything on this machine.
"""

import http.client
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from bench.installation import installation, this_machine
from bench.serving import resident, row, served

PORT = 8377
SIZES = (10_000, 150_000)
ROUNDS = 60
PAGE = 20
HEADERS = {"X-Forwarded-Proto": "https"}
Ask = Callable[[], str]


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size on an installation of its own, in a process of its own."""
    if len(sizes) > 1:
        for services in sizes:
            subprocess.run([sys.executable, "-m", "bench.standards", str(services)], check=True)
        return
    print(this_machine())
    with installation():
        _prepare(sizes[0])
        questions = _questions(sizes[0])
        with served(PORT, workers=1) as pids:
            for name, ask in questions.items():
                _measure_pages(name, ask)
            for name, query in {"in brief": "", "in full": "&full=true"}.items():
                _measure_stream(f"stream {name}", f"/hsds/services?format=ndjson{query}", pids)
            _measure_stream("minimal", "/hsds/services?minimal=true", pids)
        _measure_package()


def _prepare(services: int) -> None:
    from django.db import connections

    from bench.catalogue import fill
    from intreccio.catalogue.actions import load_base_taxonomies
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.journal.sealing import seal
    from intreccio.territory.actions import add_territory
    from intreccio.territory.shipped import municipalities

    print(f"\n== {services:,} services")
    codes = [place.istat_code for place in municipalities()]
    add_territory(name="Italia", codes=codes, by=SYSTEM)
    load_base_taxonomies(by=SYSTEM)
    fill(services)
    while seal():
        pass
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _questions(services: int) -> dict[str, Ask]:
    """Ways to make one address after another, of each kind."""
    from bench.country import Country
    from bench.find_questions import Asker
    from intreccio.actors.models import Organisation, Site
    from intreccio.catalogue.models import Taxonomy, Term
    from intreccio.catalogue.search.models import SearchEntry

    pick, asker = random.Random(7).choice, Asker(Country())
    terms = list(Term.objects.values_list("pk", flat=True))
    taxonomies = list(Taxonomy.objects.values_list("pk", flat=True))
    owners = list(Organisation.objects.values_list("pk", flat=True)[:1000])
    known = list(SearchEntry.objects.values_list("service", flat=True)[:200])
    pages = range(1, services // PAGE)
    postcodes = list(Site.objects.exclude(postcode=None).values_list("postcode", flat=True)[:500])
    return {
        "page": lambda: _address("services", page=pick(pages)),
        "page in full": lambda: _address("services", full="true", page=pick(pages)),
        "term, in full": lambda: _address("services", full="true", taxonomy_term_id=pick(terms)),
        "taxonomy": lambda: _address("services", taxonomy_id=pick(taxonomies)),
        "common word": lambda: _address("services", search=pick(asker.common)),
        "word, in full": lambda: _address("services", full="true", search=pick(asker.middle)),
        "organisation, in full": lambda: _address("services", full="true", organization_id=pick(owners)),
        "day and hour": lambda: _address("services", day=pick(("MO", "SA")), start_time="15:00"),
        "word, term, age": lambda: _address(
            "services", search=pick(asker.common), taxonomy_term_id=pick(terms), minimum_age=18
        ),
        "places, page": lambda: _address("service_at_locations", page=pick(pages)),
        "places near a postcode": lambda: _address(
            "service_at_locations", postcode=pick(postcodes), proximity=5000
        ),
        "organisations, page": lambda: _address("organizations", page=pick(range(1, services // 40))),
        "one service": lambda: f"/hsds/services/{pick(known)}",
    }


def _address(name: str, **query: object) -> str:
    return f"/hsds/{name}?{urlencode({'per_page': PAGE, **query})}"


def _measure_pages(name: str, ask: Ask) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    taken = []
    for number in range(ROUNDS + 3):
        address = ask()
        started = perf_counter()
        connection.request("GET", address, headers=HEADERS)
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{answer.status} for {address}")
        if number >= 3:
            taken.append((perf_counter() - started) * 1000)
    row(name, taken, f"{size / 1000:7.1f} kB")


def _measure_stream(name: str, address: str, pids: list[int]) -> None:
    before = max(map(resident, pids))
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    started = perf_counter()
    connection.request("GET", address, headers=HEADERS)
    answer = connection.getresponse()
    size = items = 0
    peak = before
    while piece := answer.read(1 << 20):
        size += len(piece)
        items += piece.count(b'"status":"active"') if b"ndjson" in address.encode() else piece.count(b'"id"')
        peak = max(peak, *map(resident, pids))
    seconds = perf_counter() - started
    print(
        f"{name:24} {size / 1e6:8.1f} MB in {seconds:6.1f} s, {items / seconds:7.0f} services a second,"
        f" memory {before:.0f} MB before, {peak:.0f} MB at most",
        flush=True,
    )


def _measure_package() -> None:
    from intreccio.interchange.hsds.package import write_package
    from intreccio.interchange.hsds.queries.contents import everything

    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        written = write_package(Path(folder) / "package.zip", everything())
        seconds = perf_counter() - started
        size = (Path(folder) / "package.zip").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"package: {written.total:,} rows, {written.rows['service']:,} services in {seconds:.1f} s,"
        f" {written.total / seconds:,.0f} rows a second; {size / 1e6:.1f} MB zipped; {peak:.0f} MB at most here"
    )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
