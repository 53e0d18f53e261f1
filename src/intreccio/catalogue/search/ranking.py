"""Which candidates count, how far they are and which come first: whole columns at once, no database."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from intreccio.catalogue.search.question import Point, Question, Sort

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

# A service without a public place is ranked as though it were so far: behind the doorstep, ahead of the
# next town. It says nothing about where it is.
NOTIONAL_KM = 5.0
# The distance at which a service weighs half of what it would next door.
HALF_WEIGHT_KM = 10.0
EARTH_RADIUS_KM = 6371.0088
_PRECISION = 1e-4


@dataclass(frozen=True, slots=True)
class Candidates:
    """Services that may answer, one element each, with all their places one after the other.

    `places_of` says how many places each has; `facets_of` how many facets. `serves` is whether it serves
    the place asked for and has a place that is not public. `next_session` is in seconds since 1970,
    infinite for none.
    """

    numbers: Integers
    relevance: Floats
    serves: Bools
    next_session: Floats
    places: npt.NDArray[np.void]
    places_of: Integers
    facets: npt.NDArray[np.uint32]
    facets_of: Integers


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates that count, best first, as positions; the kilometres to each (NaN: no public place)."""

    order: Integers
    km: Floats
    facet_counts: Integers


def rank(
    question: Question, candidates: Candidates, open_patterns: Integers | None, reach_km: float | None
) -> Ranked:
    """Sort out and sort the candidates. Only places with an open pattern count where that was asked."""
    is_open = _places_open(candidates, open_patterns)
    km = _nearest(question.point, candidates, is_open)
    counts = _any_place(candidates, is_open) if open_patterns is not None else np.ones(len(km), bool)
    if question.point is not None:
        near = ~np.isnan(km) if reach_km is None else km <= reach_km
        counts &= near | (np.isnan(km) & candidates.serves)
    if question.sort is Sort.NEXT_SESSION:
        counts &= np.isfinite(candidates.next_session)
    keys = (_turn(candidates.numbers, question.day.toordinal()), _value(question, candidates, km))
    order = np.lexsort(keys)
    order = order[counts[order]]
    return Ranked(order, km, np.bincount(candidates.facets[np.repeat(counts, candidates.facets_of)]))


def _value(question: Question, candidates: Candidates, km: Floats) -> Floats:
    """What comes first has the smallest; equals are equal exactly."""
    if question.sort is Sort.NEXT_SESSION:
        return candidates.next_session
    if question.point is None:
        return -np.round(candidates.relevance / _PRECISION)
    far = np.where(np.isnan(km), NOTIONAL_KM, km)
    if question.sort is Sort.DISTANCE:
        return far
    return -candidates.relevance / (1 + far / HALF_WEIGHT_KM)


def _turn(numbers: Integers, day: int) -> npt.NDArray[np.uint64]:
    """A number for each service that looks random and belongs to the day (SplitMix64, Steele et al. 2014)."""
    mixed = numbers.astype(np.uint64) + np.uint64(day * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _places_open(candidates: Candidates, open_patterns: Integers | None) -> Bools:
    if open_patterns is None:
        return np.ones(len(candidates.places), bool)
    return np.isin(candidates.places["pattern"], open_patterns)


def _any_place(candidates: Candidates, chosen: Bools) -> Bools:
    """Whether any of a service's places is among the chosen ones."""
    owners = np.repeat(np.arange(len(candidates.numbers)), candidates.places_of)
    return np.bincount(owners, chosen, len(candidates.numbers)) > 0


def _nearest(point: Point | None, candidates: Candidates, chosen: Bools) -> Floats:
    """Kilometres to the nearest chosen place of each service; NaN where none is public."""
    nearest = np.full(len(candidates.numbers), np.inf)
    if point is not None:
        km = kilometres(point, candidates.places["latitude"], candidates.places["longitude"])
        owners = np.repeat(np.arange(len(nearest)), candidates.places_of)
        usable = chosen & ~np.isnan(km)
        np.minimum.at(nearest, owners[usable], km[usable])
    nearest[np.isinf(nearest)] = np.nan
    return nearest


def kilometres(point: Point, latitudes: Floats, longitudes: Floats) -> Floats:
    """Along the sphere, by the haversine formula (Sinnott 1984): exact for near points too."""
    here, there = np.radians(point.latitude), np.radians(latitudes)
    half = np.sin((there - here) / 2) ** 2
    half = half + np.cos(here) * np.cos(there) * np.sin(np.radians(longitudes - point.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
