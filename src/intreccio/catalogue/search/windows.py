"""How much of the catalogue has to be looked at for one answer.

A rare question is answered from all that matches. For a common one that would be tens of thousands of
services, of which nobody sees more than a thousand; so only a *window* of the catalogue is looked at, wide
enough to hold a few more than a thousand matches: the circle around the point, the sessions of the next
days, or, where nothing comes first by itself, a random part of the catalogue that is another one every day.
Each kind of window is a list of codes, so that one index answers the question and cuts the window out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import ceil, isinf
from random import Random

from intreccio.catalogue.search.cells import circle_holding
from intreccio.catalogue.search.codes import SLICES, SLICES_IN_BUNDLE, Kind, code
from intreccio.catalogue.search.question import Point
from intreccio.catalogue.search.times import session_day

COUNTED_TO = 1000
# Aimed at in a window: what independent words and filters promise is seldom exactly what is there.
WANTED = 1300
WHOLE_UP_TO = 1500
MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the catalogue: services with one of `codes` (None: all).

    With `reach_km`, what is farther does not belong to it. `with_names` adds everything whose name has the
    words; `names_only` leaves out what has them elsewhere. A whole window holds all possible answers.
    """

    codes: tuple[int, ...] | None = None
    reach_km: float | None = None
    with_names: bool = False
    names_only: bool = False
    is_whole: bool = False


WHOLE = Window(is_whole=True)
Windows = Callable[[float], Window]
"""From the number of services that should lie in a window, matching or not, to that window."""


def slices(day: date, services: int) -> Windows:
    """Random parts of the catalogue, in an order that belongs to the day."""

    def window(wanted: float) -> Window:
        number = ceil(SLICES * wanted / max(1, services)) if wanted < services else SLICES
        return WHOLE if number == SLICES else Window(_first_slices(day, number))

    return window


def slices_names_first(day: date, services: int, share: float, share_in_names: float) -> Windows:
    """Random parts again, without missing services whose very name has the words: they come first.

    Where more than enough names have them, a part of those will do. The shares are of all services: of
    those with the words, and of those with the words in the name.
    """
    part = slices(day, services)
    enough_names = share_in_names * services > 2 * WANTED

    def window(wanted: float) -> Window:
        if enough_names and not (among_names := part(wanted * share / share_in_names)).is_whole:
            return replace(among_names, names_only=True)
        found = part(wanted)
        return found if found.is_whole else replace(found, with_names=True)

    return window


def circles(point: Point, serving: tuple[int, ...], held: Mapping[int, int]) -> Windows:
    """Circles around a point, with the services that serve it and have no place of their own to show."""

    def window(wanted: float) -> Window:
        circle = None if isinf(wanted) else circle_holding(point.latitude, point.longitude, wanted, held)
        return Window((*circle.cells, *serving), circle.radius_km) if circle else WHOLE

    return window


def next_days(now: datetime, held: Mapping[int, int]) -> Windows:
    """The days ahead with sessions. `held` says how many services have one on each day."""

    def window(wanted: float) -> Window:
        if isinf(wanted):
            return WHOLE
        days: list[int] = []
        services = 0
        for ahead in range(MOST_DAYS):
            day = session_day(now + timedelta(ahead))
            days.append(day)
            services += held.get(day, 0)
            if services >= wanted:
                return Window(tuple(days))
        return WHOLE

    return window


def _first_slices(day: date, number: int) -> tuple[int, ...]:
    """The first slices of the day; whole bundles by the code of the bundle, to have few codes."""
    order = _shuffled_slices(day)
    bundled = number - number % SLICES_IN_BUNDLE
    bundles = (order[first] // SLICES_IN_BUNDLE for first in range(0, bundled, SLICES_IN_BUNDLE))
    return (
        *(code(Kind.BUNDLE, bundle) for bundle in bundles),
        *(code(Kind.SLICE, slice_) for slice_ in order[bundled:number]),
    )


@lru_cache(maxsize=8)
def _shuffled_slices(day: date) -> tuple[int, ...]:
    """All slices, those of a bundle together."""
    random = Random(day.toordinal())  # noqa: S311 - an order, not a secret
    bundles = random.sample(range(SLICES // SLICES_IN_BUNDLE), SLICES // SLICES_IN_BUNDLE)
    within = random.sample(range(SLICES_IN_BUNDLE), SLICES_IN_BUNDLE)
    return tuple(bundle * SLICES_IN_BUNDLE + place for bundle in bundles for place in within)
