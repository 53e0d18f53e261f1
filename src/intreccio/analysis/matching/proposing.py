"""From records to proposals."""

from collections.abc import Iterable

from intreccio.analysis.matching.blocking import pairs
from intreccio.analysis.matching.deciding import decide
from intreccio.analysis.matching.prepared import prepare
from intreccio.analysis.matching.records import Proposal, Record
from intreccio.analysis.matching.weights import Weights


def propose(records: Iterable[Record]) -> list[Proposal]:
    """Pairs of records of one sort (all bodies, or all places, or all services) that may be one, best first.

    The same records give the same proposals in whatever order they come. ValueError where an id comes twice.
    """
    ready = prepare(records)
    weights = Weights.of(ready)
    found = (decide(ready[one], ready[other], weights) for one, other in pairs(ready, weights).tolist())
    return sorted((each for each in found if each), key=lambda each: (-each.score, each.a, each.b))
