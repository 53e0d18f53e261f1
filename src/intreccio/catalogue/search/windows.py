"""How much of the catalogue has to be looked at for one answer.

A rare question is answered from all that matches. For a common one that would be tens of thousands of
services, of which nobody sees more than a thousand; so only a *window* of the catalogue is looked at, wide
enough to hold a few more than a thousand matches: the circle around the point, the sessions of the next
days, or, where nothing comes first by itself, a random part of the catalogue that is another one every day.
Each kind of window is a list of codes, so that one index answers the question and cuts the window out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import ceil
from random import Random

from intreccio.catalogue.search.cells import circle_around
from intreccio.catalogue.search.codes import SLICES, Kind, code
from intreccio.catalogue.search.question import FARTHEST_KM, Point

COUNTED_TO = 1000
# Aimed at in a window: what independent words and filters promise is seldom exactly what is there.
WANTED = 1400
WHOLE_UP_TO = 3000
HORIZONS = (1, 2, 4, 7, 14, 30)
# Cells stand out around their circle: about this part of what they hold is inside it.
_INSIDE = 0.7


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the catalogue: services with one of `codes` (None: all), with a session in so many `days`.

    With `reach_km`, what is farther does not belong to it. `with_names` adds everything whose name has the
    words; `names_only` leaves out what has them elsewhere. A whole window holds all possible answers.
    """

    codes: tuple[int, ...] | None = None
    reach_km: float | None = None
    days: int | None = None
    with_names: bool = False
    names_only: bool = False
    is_whole: bool = False


WHOLE = Window(is_whole=True)
Windows = Callable[[float], Window]
"""From the number of services that should lie in a window, matching or not, to that window."""


def slices(day: date, services: int) -> Windows:
    """Random parts of the catalogue, in an order that belongs to the day."""

    def window(wanted: float) -> Window:
        if wanted >= services:
            return WHOLE
        return Window(_shuffled_slices(day)[: ceil(SLICES * wanted / services)])

    return window


def slices_names_first(day: date, services: int, share_in_names: float, share: float) -> Windows:
    """Random parts again, without missing services whose very name has the words: they come first.

    Where more than enough names have them, a part of those will do. The shares are of all services: of
    those with the words in the name, and of all with the words.
    """
    if share_in_names * services < WHOLE_UP_TO:
        every = slices(day, services)
        return lambda wanted: replace(found, with_names=True) if (found := every(wanted)).codes else WHOLE

    def window(wanted: float) -> Window:
        found = slices(day, services)(wanted * share / share_in_names)
        return replace(found, names_only=True) if found.codes else WHOLE

    return window


def circles(point: Point, within_km: float | None, serving: tuple[int, ...], held: Mapping[int, int]) -> Windows:
    """Circles around a point, with the services that serve it and have no place of their own to show."""
    farthest = within_km or FARTHEST_KM

    def window(wanted: float) -> Window:
        circle = circle_around(point.latitude, point.longitude, wanted / _INSIDE, held, farthest)
        if circle.radius_km < farthest:
            return Window((*circle.cells, *serving), circle.radius_km)
        return WHOLE if within_km is None else Window((*circle.cells, *serving), farthest, is_whole=True)

    return window


def next_days(services_a_day: float) -> Windows:
    """The sessions of the days ahead."""

    def window(wanted: float) -> Window:
        days = next((days for days in HORIZONS if days * services_a_day >= wanted), None)
        return Window(days=days) if days else WHOLE

    return window


@lru_cache(maxsize=8)
def _shuffled_slices(day: date) -> tuple[int, ...]:
    numbers = list(range(SLICES))
    Random(day.toordinal()).shuffle(numbers)  # noqa: S311 - an order, not a secret
    return tuple(code(Kind.SLICE, number) for number in numbers)
