"""How fast it is found who answers the need of one person: `python -m bench.matching [SERVICES]`.

Candidates from the catalogue near a place, what is known of each (times, places, answering record, trust), their order.
"""

import sys
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench.installation import installation, this_machine

QUESTIONS = 300


def main(services: int) -> None:
    """Measure and print."""
    print(this_machine())
    with installation():
        from bench.catalogue import fill
        from bench.country import Country
        from bench.network import Network
        from intreccio.catalogue.models import Term
        from intreccio.catalogue.search.question import Question, Sort
        from intreccio.kernel import clock
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.databases.context import asking
        from intreccio.pathways.queries.matching import CANDIDATES, matches
        from intreccio.pathways.rules.matching import PartOfWeek, Wish
        from intreccio.people.models import Person
        from intreccio.territory.actions import add_territory
        from intreccio.territory.shipped import municipalities

        add_territory(name="Italia", codes=[place.istat_code for place in municipalities()], by=SYSTEM)
        fill(services)
        network, country, random = Network.made(1), Country(), Random(7)
        terms = [term.key for term in Term.objects.filter(taxonomy__slug="activities").select_related("taxonomy")]
        wish = Wish("es", age=40, times=frozenset({PartOfWeek.EVENING}), free=True)
        taken, found = [], 0
        with asking(network.sender):
            person = Person.objects.get(pk=network.persons[0])
            for _ in range(QUESTIONS):
                question = Question(
                    terms=(random.choice(terms),), point=_point(country.place()), sort=Sort.DISTANCE,
                    size=CANDIDATES, day=clock.today(),
                )  # fmt: skip
                started = perf_counter()
                found += len(matches(person, question, wish, most=12))
                taken.append((perf_counter() - started) * 1000)
        cuts = quantiles(taken, n=20)
        print(
            f"match, {services:,} services: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms; "
            f"{found / QUESTIONS:.1f} suggestions each"
        )


def _point(place: Any) -> Any:
    from intreccio.catalogue.search.question import Point

    return Point(place.lat, place.lon)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150_000)
