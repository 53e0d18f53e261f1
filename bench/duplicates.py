"""How many duplicates are found, how many proposals are right, and how fast: `python -m bench.duplicates [CSV]`.

Recall and precision come from labelled samples (`duplicate_sample`) made from the demonstration. The speed is of
63,000 bodies: those of CSV, a table of the Italian 5x1000 list, if it is given, else made-up ones. For the speed
their official numbers are hidden, which leaves more to compare; every body of that list has a tax code of its own,
so that what is then proposed among them is wrong, or one body with two codes.
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from bench.duplicate_sample import (
    BODY_DECOYS,
    DAMAGES,
    PLACE_DECOYS,
    SERVICE_DECOYS,
    Sample,
    Stranger,
    sample,
    standing_alone,
)
from bench.installation import installation, this_machine
from intreccio.analysis.matching import Proposal, Record, propose

SEEDS = range(101, 106)
"""Others than those that the thresholds were chosen with."""
BODIES = 63_000
COPIES = 3_000
BANDS = (0.0, 0.9, 0.95, 0.98)


def main(path: Path | None) -> None:
    """Measure and print."""
    print(this_machine())
    bodies = _read(path) if path else _made_up()
    _measure_speed(bodies)
    _measure_at_scale(bodies)
    with installation():
        for name, records, decoys in _demonstration():
            _measure_quality(name, records, decoys)
        if path:
            _measure_in_database(path)
    print(f"peak memory of this process: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _demonstration() -> list[tuple[str, list[Record], dict[str, Stranger]]]:
    from intreccio.actors.merging import ORGANISATIONS, SITES
    from intreccio.catalogue.merging import SERVICES
    from intreccio.demo.building import build

    build()
    kinds = [("organisations", ORGANISATIONS), ("places", SITES), ("services", SERVICES)]
    decoys = [BODY_DECOYS, PLACE_DECOYS, SERVICE_DECOYS]
    return [
        (name, standing_alone(kind.records(None)), its) for (name, kind), its in zip(kinds, decoys, strict=True)
    ]


def _measure_speed(bodies: Sequence[Record]) -> None:
    bare = [replace(one, numbers=()) for one in bodies]
    started = perf_counter()
    found = propose(bare)
    taken = perf_counter() - started
    print(f"\n{len(bodies):,} bodies in {taken:.1f} s; proposed among them: {len(found)}")


def _measure_in_database(path: Path) -> None:
    """The same bodies as organisations of the platform: read, compared, proposals kept."""
    from intreccio.actors.merging import ORGANISATIONS
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.duplicates.actions import find_duplicates
    from intreccio.kernel.imports import actions
    from intreccio.kernel.imports.kinds import kind_named

    with path.open("rb") as file:
        run = actions.stage(kind=kind_named("third-sector-5x1000"), file=file, name=path.name, by=SYSTEM)
    actions.apply(run=actions.check(run=run, by=SYSTEM), by=SYSTEM)
    started = perf_counter()
    found = find_duplicates(kind=ORGANISATIONS)
    print(f"\nin the database, with official numbers: {perf_counter() - started:.1f} s; proposed: {found.open}")


def _measure_at_scale(bodies: Sequence[Record]) -> None:
    """The same sample of damages, among all the others."""
    chosen = Random(SEEDS[0]).sample(list(bodies), COPIES)
    made = sample(chosen, BODY_DECOYS, SEEDS[0])
    others = {one.id: one for one in bodies}
    everything = [*bodies, *(one for one in made.records if one.id not in others)]
    _print_quality(f"{COPIES:,} damaged copies among {len(bodies):,} bodies", [(made, propose(everything))])


def _measure_quality(name: str, records: Sequence[Record], decoys: dict[str, Stranger]) -> None:
    samples = [sample(records, decoys, seed) for seed in SEEDS]
    tried = [(made, propose(made.records)) for made in samples]
    _print_quality(f"{name} of the demonstration: {len(records)}, {len(SEEDS)} samples", tried)


def _print_quality(title: str, tried: list[tuple[Sample, list[Proposal]]]) -> None:
    found, there = Counter[str](), Counter[str]()
    right, wrong, taken_in = Counter[float](), Counter[float](), Counter[str]()
    for made, proposals in tried:
        there.update(made.pairs.values())
        for one in proposals:
            band = max(band for band in BANDS if one.score >= band)
            damage = made.pairs.get((one.a, one.b))
            if damage:
                found[damage] += 1
                right[band] += 1
            else:
                wrong[band] += 1
                taken_in.update({made.decoys.get(end, "") for end in (one.a, one.b)} - {""} or {"two others"})
    print(f"\n{title}")
    print(f"  recall    {_share(found.total(), there.total())}")
    print(f"  precision {_share(right.total(), right.total() + wrong.total())}")
    for damage in DAMAGES:
        print(f"  {damage:40}{_share(found[damage], there[damage])}")
    for band in BANDS:
        print(f"  right of those scored {band:.2f} or more     {_share(*_from(band, right, wrong))}")
    for decoy, count in taken_in.most_common():
        print(f"  wrongly proposed: {decoy:35}{count:5}")


def _from(band: float, right: Counter[float], wrong: Counter[float]) -> tuple[int, int]:
    good = sum(count for at, count in right.items() if at >= band)
    return good, good + sum(count for at, count in wrong.items() if at >= band)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:7.1%}  ({part:,} of {whole:,})" if whole else "      –"


def _read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Record(
                row["codice_fiscale"],
                (row["denominazione"],),
                numbers=(("tax_code", row["codice_fiscale"]),),
                places=frozenset({row["istat_code"]}),
                local=(row["nome_comune"],),
            )
            for row in csv.DictReader(file)
        ]


def _made_up() -> list[Record]:
    from bench.country import BODIES as WHAT
    from bench.country import KINDS, Country

    country = Country()
    words, weights = country.italian
    made = []
    for number in range(BODIES):
        place, code = country.place(), f"{number:011}"
        said = country.random.choices(words, cum_weights=weights, k=country.random.randint(2, 4))
        name = f"{country.random.choice(WHAT)} {' '.join(said).title()} {country.random.choice(KINDS)}"
        where = frozenset({place.istat_code})
        made.append(Record(code, (name,), numbers=(("tax_code", code),), places=where, local=(place.name,)))
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
