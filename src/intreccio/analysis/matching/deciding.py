"""Whether two records are proposed as one: evidence, a floor for the likeness of their names, a score.

Better to miss than to join wrongly: what speaks against is looked at first, and without further evidence only
names that are all but equal, and say something, are enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from rapidfuzz.distance import OSA

from intreccio.analysis.matching.comparing import NONE, Likeness, contradict, likeness
from intreccio.analysis.matching.contacts import Street, metres
from intreccio.analysis.matching.names import Name
from intreccio.analysis.matching.prepared import Prepared
from intreccio.analysis.matching.records import Proposal, Reason, ReasonKind
from intreccio.analysis.matching.vocabulary import vocabulary
from intreccio.analysis.matching.weights import Weights

NEAR_M, FAR_M = 60.0, 500.0
ONE_HOUSE = 0.85
"""How alike the names of two streets must be to be one."""
ALIKE_OWNERS = 0.85
BY_OTHER_NAMES = 0.95, 0.85
"""A likeness counts a little less where one, or both, are not the names the records go by."""
RIVALS = 0.86
"""What is asked at least where each name has a telling word of its own, whatever else is known."""
SAME, CERTAIN, HIGHEST = 0.999, 1.0, 0.99
DOUBT_LEFT = {
    ReasonKind.SAME_PHONE: 0.4,
    ReasonKind.SAME_MAIL: 0.4,
    ReasonKind.SAME_DOMAIN: 0.6,
    ReasonKind.SAME_STREET: 0.5,
    ReasonKind.NEAR: 0.7,
}
"""How much of the doubt that names leave remains after further evidence."""
DIMMED = {ReasonKind.OTHER_PLACE: 0.9, ReasonKind.SIMILAR_OWNER: 0.95}


@dataclass(frozen=True, slots=True)
class Floor:
    """What is asked of two names: how alike, and how unlikely it is that they share so much by chance.

    `surprise` is in nats: what the common words tell, less the logarithm of how many stand in the same place.
    """

    alike: float
    surprise: float = -inf


_AT_CONTACT = frozenset({ReasonKind.SAME_PHONE, ReasonKind.SAME_MAIL})
_AT_SPOT = frozenset({ReasonKind.SAME_STREET, ReasonKind.NEAR})


@dataclass(frozen=True, slots=True)
class Floors:
    """What is asked of names, by what else is known. None: never enough.

    `here`: in the same place; `unknown`: one has no place; `elsewhere`: in another place. They are `backed` by
    one of the reasons in `backing`, elsewhere in `backing_elsewhere`.
    """

    here: Floor | None
    here_backed: Floor
    unknown: Floor | None
    unknown_backed: Floor | None
    elsewhere_backed: Floor | None
    backing: frozenset[ReasonKind]
    backing_elsewhere: frozenset[ReasonKind] = frozenset()


BODIES = Floors(
    here=Floor(0.86, 3.0),
    here_backed=Floor(0.62, 0.0),
    unknown=Floor(0.95, 3.0),
    unknown_backed=Floor(0.8, -3.0),
    elsewhere_backed=Floor(0.88, -3.0),
    backing=_AT_CONTACT | {ReasonKind.SAME_DOMAIN},
    backing_elsewhere=_AT_CONTACT,
)
"""A host may be a whole federation's: elsewhere it takes a telephone or a mailbox."""
OF_ONE_OWNER = Floors(
    here=Floor(0.86),
    here_backed=Floor(0.6),
    unknown=Floor(0.9),
    unknown_backed=Floor(0.86),
    elsewhere_backed=Floor(0.86),
    backing=_AT_SPOT | _AT_CONTACT,
    backing_elsewhere=frozenset({ReasonKind.NEAR}),
)
OF_TWO_OWNERS = Floors(
    here=None,
    here_backed=Floor(0.92, 4.0),
    unknown=None,
    unknown_backed=None,
    elsewhere_backed=None,
    backing=_AT_CONTACT,
)


def decide(one: Prepared, other: Prepared, weights: Weights) -> Proposal | None:
    """A proposal that the two are one, or None."""
    if one.numbers & other.numbers:
        reasons = [_same_number(one, other), *_name_reasons(_best(one, other, weights))]
        return _proposal(one, other, CERTAIN, reasons)
    if _are_kin(one, other) or _disagree(one, other):
        return None
    alike = _likeness(one, other, weights)
    evidence = [*_place(one, other), *_owner(one, other, weights), *_contacts(one, other), *_spot(one, other)]
    floor = _floor(one, other, {reason.kind for reason in evidence})
    if floor is None or alike.value < max(floor.alike, RIVALS if alike.rivals else 0.0):
        return None
    if alike.telling - weights.crowd(one, other) < floor.surprise:
        return None
    reasons = [*_name_reasons(alike), *evidence]
    return _proposal(one, other, _score(alike, reasons), reasons)


def _proposal(one: Prepared, other: Prepared, score: float, reasons: list[Reason]) -> Proposal:
    a, b = sorted((one.record.id, other.record.id))
    return Proposal(a, b, round(score, 4), tuple(reasons))


def _same_number(one: Prepared, other: Prepared) -> Reason:
    value = min(one.numbers & other.numbers)
    scheme = min(scheme for scheme, its in (*one.record.numbers, *other.record.numbers) if its == value)
    return Reason(ReasonKind.SAME_NUMBER, scheme=scheme)


def _are_kin(one: Prepared, other: Prepared) -> bool:
    return other.record.id in one.record.kin or one.record.id in other.record.kin


def _disagree(one: Prepared, other: Prepared) -> bool:
    """Whether something known of both says that they are two."""
    for mine, its in ((one.record.numbers, other.record.numbers), (one.record.traits, other.record.traits)):
        here, there = dict(mine), dict(its)
        if any(here[name] != there[name] for name in here.keys() & there.keys()):
            return True
    if one.sorts and other.sorts and not any(_is_within(mine, its) for mine in one.sorts for its in other.sorts):
        return True
    return contradict(one.main, other.main, one.local | other.local) or _stand_apart(one, other)


def _is_within(one: str, other: str) -> bool:
    """Whether one sort of body is the other, or a kind of it: `association/sport` is an `association`."""
    short, long = sorted((one, other), key=len)
    return f"{long}/".startswith(f"{short}/")


def _stand_apart(one: Prepared, other: Prepared) -> bool:
    """Whether both have an address, and not the same."""
    if one.record.point and other.record.point and metres(one.record.point, other.record.point) > FAR_M:
        return True
    return bool(one.street and other.street and not _same_street(one.street, other.street))


def _same_street(one: Street, other: Street) -> bool:
    if one.house and other.house and one.house != other.house:
        return False
    return OSA.normalized_similarity(one.name, other.name) >= ONE_HOUSE


def _best(one: Prepared, other: Prepared, weights: Weights) -> Likeness:
    """The likeness of the two names that are most alike."""
    local = one.local | other.local
    best = NONE
    for mine in one.names:
        for its in other.names:
            factor = (1.0, *BY_OTHER_NAMES)[(mine != one.main) + (its != other.main)]
            found = likeness(mine, its, weights, local)
            best = max(
                best, replace(found, value=found.value * factor), key=lambda each: (each.value, each.telling)
            )
    return best


def _likeness(one: Prepared, other: Prepared, weights: Weights) -> Likeness:
    best = _best(one, other, weights)
    if one.owner and one.owner == other.owner and _is_generic(one.main) and _is_generic(other.main):
        return max(best, Likeness(OF_ONE_OWNER.here_backed.alike, 0.0), key=lambda found: found.value)
    return best


def _is_generic(name: Name) -> bool:
    return set(name.words) <= vocabulary().generic


def _floor(one: Prepared, other: Prepared, evidence: set[ReasonKind]) -> Floor | None:
    floors = _floors(one, evidence)
    backed = evidence & floors.backing
    if ReasonKind.SAME_PLACE in evidence:
        return floors.here_backed if backed else floors.here
    if ReasonKind.OTHER_PLACE not in evidence:
        return floors.unknown_backed if backed else floors.unknown
    return floors.elsewhere_backed if evidence & floors.backing_elsewhere else None


def _floors(one: Prepared, evidence: set[ReasonKind]) -> Floors:
    if not one.owner:
        return BODIES
    return OF_ONE_OWNER if evidence & {ReasonKind.SAME_OWNER, ReasonKind.SIMILAR_OWNER} else OF_TWO_OWNERS


def _place(one: Prepared, other: Prepared) -> Iterator[Reason]:
    if one.places and other.places:
        yield Reason(ReasonKind.SAME_PLACE if one.places & other.places else ReasonKind.OTHER_PLACE)


def _owner(one: Prepared, other: Prepared, weights: Weights) -> Iterator[Reason]:
    if one.owner and one.owner == other.owner:
        yield Reason(ReasonKind.SAME_OWNER)
    elif one.owner_names and other.owner_names:
        local = one.local | other.local
        alike = likeness(one.owner_names[0], other.owner_names[0], weights, local).value
        if alike >= ALIKE_OWNERS and not contradict(one.owner_names[0], other.owner_names[0], local):
            yield Reason(ReasonKind.SIMILAR_OWNER, round(alike, 4))


def _contacts(one: Prepared, other: Prepared) -> Iterator[Reason]:
    kinds = {kind for kind, _ in one.contacts & other.contacts}
    if "phone" in kinds:
        yield Reason(ReasonKind.SAME_PHONE)
    if "mail" in kinds:
        yield Reason(ReasonKind.SAME_MAIL)
    elif kinds & {"mail host", "web host"}:
        yield Reason(ReasonKind.SAME_DOMAIN)


def _spot(one: Prepared, other: Prepared) -> Iterator[Reason]:
    streets = one.street, other.street
    if streets[0] and streets[1] and one.places & other.places and _same_street(streets[0], streets[1]):
        yield Reason(ReasonKind.SAME_STREET)
    if one.record.point and other.record.point:
        distance = metres(one.record.point, other.record.point)
        if distance <= NEAR_M:
            yield Reason(ReasonKind.NEAR, round(distance))


def _name_reasons(alike: Likeness) -> Iterator[Reason]:
    if alike.value >= SAME:
        yield Reason(ReasonKind.SAME_NAME)
    elif alike.value > 0:
        yield Reason(ReasonKind.SIMILAR_NAME, round(alike.value, 4))


def _score(alike: Likeness, reasons: list[Reason]) -> float:
    doubt = 1.0 - min(alike.value, HIGHEST)
    for reason in reasons:
        doubt *= DOUBT_LEFT.get(reason.kind, 1.0)
    score = 1.0 - doubt
    for reason in reasons:
        score *= DIMMED.get(reason.kind, 1.0)
    return min(score, HIGHEST)
