"""Opening hours."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from uuid import UUID

from intreccio.catalogue.models import Activity
from intreccio.catalogue.rules.hsds import Fields, to_hsds
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording.words import READ_BACK
from intreccio.interchange.hsds.objects.making import Making, Object
from intreccio.kernel.ids import derived_id
from intreccio.kernel.text import FALLBACKS

_fields = lru_cache(maxsize=16384)(to_hsds)


def schedules(timings: Iterable[Timing], owner: UUID, making: Making) -> list[Object]:
    """The schedules of what `owner` identifies."""
    return list(_made(timings, owner, making))


def schedules_of_activity(activity: Activity, making: Making) -> Iterator[Object]:
    """When a group or course meets, each with its name: HSDS has no activities."""
    text = making.reader.best(making.parts.activity_texts[activity.pk])
    for made in _made([row.timing for row in making.parts.schedules[activity.pk]], activity.pk, making):
        yield made | {"description": f"{text.name}: {made['description']}" if text else made["description"]}


def _made(timings: Iterable[Timing], owner: UUID, making: Making) -> Iterator[Object]:
    language = next((language for language in making.reader.order if language in READ_BACK), FALLBACKS[0])
    seen: Counter[str] = Counter()
    for timing in timings:
        for fields in _fields(timing, language=language):
            yield {"id": str(_id(owner, fields, seen)), **fields}


def _id(owner: UUID, fields: Fields, seen: Counter[str]) -> UUID:
    """It follows from what the schedule says; the same said twice is two schedules."""
    content = "|".join(f"{name}={value}" for name, value in sorted(fields.items()) if name != "description")
    seen[content] += 1
    return derived_id(owner, "schedule", content, seen[content])
