"""Makes search documents for tests, and short ways to ask."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.catalogue.search.answer import Answer
from intreccio.catalogue.search.documents import Place, SearchDocument, Text, hours
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.keeping import index_services, refresh_vocabulary
from intreccio.catalogue.search.question import Question

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BERGAMO, MILAN, ROME = (45.6983, 9.6773), (45.4642, 9.1900), (41.9028, 12.4964)


def service(number: int) -> UUID:
    """The id of a test's service; spread over the slices as real ids are."""
    return UUID(int=(number << 64) | (number * 2654435761 % 2**32))


def document(number: int, name: str = "Servizio", **parts: Any) -> SearchDocument:
    """A service with an Italian name; `summary` and `english` are texts too."""
    texts = [Text("it", name, parts.pop("term_names", ""), parts.pop("summary", ""), parts.pop("offered_by", ""))]
    if english := parts.pop("english", ""):
        texts.append(Text("en", english))
    sets = {key: frozenset(parts.pop(key, ())) for key in _SETS}
    return SearchDocument(service(number), tuple(texts), {"name": name}, **sets, **parts)


_SETS = ("terms", "languages", "accessibility", "inside", "serves")


def at(*points: tuple[float, float]) -> tuple[Place, ...]:
    return tuple(Place(*point) for point in points)


def weekly(days: str, opens: time, closes: time, *, holidays: HolidayPolicy = HolidayPolicy.CLOSED) -> Timing:
    return Timing(rule=f"FREQ=WEEKLY;BYDAY={days}", opens_at=opens, closes_at=closes, on_holidays=holidays)


def open_on(*timings: Timing, point: tuple[float, float] | None = None) -> tuple[Place, ...]:
    return (Place(*(point or (None, None)), hours=hours(timings)),)


def index(*documents: SearchDocument) -> None:
    index_services(documents)
    refresh_vocabulary()


def names(answer: Answer) -> list[str]:
    return [result.card["name"] for result in answer.results]


def ask(words: str = "", **parts: Any) -> Answer:
    return find(Question(words=words, **parts))


def found(words: str = "", **parts: Any) -> set[str]:
    return set(names(ask(words, **parts)))
