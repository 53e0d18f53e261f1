"""Counts of people that may be published: none that is small, none that is exact.

Every count, totals too, is rounded by itself to the nearest five, and below five it is only said to be so: then no
difference of two published counts tells of one person. Nothing has to be suppressed beside it, as totals do not add up
exactly (A. Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, section 5.4.2, conventional rounding).
"""

BASE = 5
FLOOR = 5


def protected(count: int) -> int | None:
    """The count to the nearest multiple of `BASE`; None where it is below `FLOOR`, nothing included.

    >>> [protected(count) for count in (0, 4, 5, 7, 8, 142)]
    [None, None, 5, 5, 10, 140]
    """
    if count < 0:
        raise ValueError("nothing is counted below zero")
    return None if count < FLOOR else (count + BASE // 2) // BASE * BASE
