"""How alike two names are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from intreccio.analysis.matching.names import Name
from intreccio.analysis.matching.vocabulary import vocabulary
from intreccio.analysis.matching.weights import WEAK, Weights

SHORTEST_MISSPELT, LONG_WORD = 5, 8
SHORTEST_GLUED, SHORTEST_AFTER = 6, 4
ABBREVIATED = 0.8
"""How alike a word and its first letters are."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`value` from 0 to 1; `telling` is the weight of what the two names share.

    They are `rivals` where each has a telling word that the other lacks, and not just one of them is longer.
    """

    value: float
    telling: float
    rivals: bool = False


NONE = Likeness(0.0, 0.0)


def likeness(one: Name, other: Name, weights: Weights, local: frozenset[str]) -> Likeness:
    """The share of two names' weight that they have in common, whatever the order of their words.

    A soft Dice coefficient: words are the same, misspelt, cut short, or written together.
    """
    weight = {word: weights.weight(word, local) for word in {*one.words, *other.words}}
    total = sum(weight[word] for word in one.words) + sum(weight[word] for word in other.words)
    if not total:
        return NONE
    same = set(one.words) & set(other.words)
    common = 2 * sum(weight[word] for word in sorted(same))
    left = [word for word in one.words if word not in same]
    right = [word for word in other.words if word not in same]
    more, taken = _nearly(left, right, weight, weights)
    rivals = all(any(weight[word] > WEAK for word in side if word not in taken) for side in (left, right))
    return Likeness(min((common + more) / total, 1.0), (common + more) / 2, rivals)


def _nearly(
    left: list[str], right: list[str], weight: dict[str, float], weights: Weights
) -> tuple[float, set[str]]:
    """The weight that words nearly the same have in common, and which these are."""
    glued = _glued(left, right)
    if glued:
        return glued * sum(weight[word] for word in (*left, *right)), {*left, *right}
    found = [(_alike(a, b, weights), a, b) for a in left for b in right]
    common, taken = 0.0, set[str]()
    # The likeliest first; among equals in an order that does not depend on which name came first.
    for alike, a, b in sorted(found, key=lambda each: (-each[0], *sorted(each[1:]))):
        if alike and not taken & {a, b}:
            taken |= {a, b}
            common += alike * (weight[a] + weight[b])
    return common, taken


def _glued(left: Sequence[str], right: Sequence[str]) -> float:
    """`passo lento` and `passolento`: the same letters, but for a slip."""
    if len(left) == len(right):
        return 0.0
    one, other = "".join(left), "".join(right)
    if min(len(one), len(other)) < SHORTEST_GLUED:
        return 0.0
    return OSA.normalized_similarity(one, other) if OSA.distance(one, other, score_cutoff=1) <= 1 else 0.0


def _alike(one: str, other: str, weights: Weights) -> float:
    short, long = sorted((one, other), key=len)
    if one.isdigit() or other.isdigit():
        return 0.0
    if _is_short_for(short, long):
        return ABBREVIATED
    if _is_after_a_small_word(short, long):
        return 1.0
    if {one, other} <= weights.known:
        return 0.0
    if not (weights.is_rare(one) or weights.is_rare(other)):
        return 0.0
    return misspelt(one, other)


def _is_after_a_small_word(short: str, long: str) -> bool:
    """`dipace` for `di pace`."""
    return len(short) >= SHORTEST_AFTER and long.endswith(short) and long.removesuffix(short) in vocabulary().stop


def misspelt(one: str, other: str) -> float:
    """How alike two words are that differ by a slip of the pen (two in a long word); 0 for others."""
    if max(len(one), len(other)) < SHORTEST_MISSPELT:
        return 0.0
    slips = 1 if min(len(one), len(other)) < LONG_WORD else 2
    if OSA.distance(one, other, score_cutoff=slips) > slips:
        return 0.0
    return OSA.normalized_similarity(one, other)


def _is_short_for(short: str, long: str) -> bool:
    if not long.startswith(short) or len(long) - len(short) < 2:
        return False
    return long in vocabulary().proper if len(short) == 1 else len(short) >= 3


def contradict(one: Name, other: Name, local: frozenset[str]) -> bool:
    """Whether the names say that these are two: other numbers, hamlets, saints, parts, the other of a pair."""
    here, there = set(one.words), set(other.words)
    if any((here - there) & names and (there - here) & names for names in (local, vocabulary().proper)):
        return True
    if one.numbers != other.numbers or (here ^ there) & vocabulary().always_said:
        return True
    if _is_other_line(one.words, other.words):
        return True
    return any(_lacking(one, other)) or any(_lacking(other, one))


def _lacking(one: Name, other: Name) -> Iterator[bool]:
    """For each word of `one` that tells bodies apart, whether `other` lacks it, even misspelt."""
    apart = vocabulary().apart
    for word in one.words:
        if word in apart and word not in other.words:
            yield not any(word in near or misspelt(word, near) for near in other.words if near not in apart)


def _is_other_line(one: Collection[str], other: Collection[str]) -> bool:
    lines = vocabulary().either_or
    here = {(lines[word], word) for word in one if word in lines}
    there = {(lines[word], word) for word in other if word in lines}
    both = {line for line, _ in here} & {line for line, _ in there}
    return {pair for pair in here if pair[0] in both} != {pair for pair in there if pair[0] in both}
