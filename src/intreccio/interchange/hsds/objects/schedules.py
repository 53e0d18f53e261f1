"""Opening hours."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from uuid import UUID

from intreccio.catalogue.models import Activity
from intreccio.catalogue.rules.hsds import Fields, to_hsds
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording.words import LANGUAGES
from intreccio.catalogue.search.patterns import as_json
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.objects.making import Making, Object
from intreccio.kernel.ids import derived_id
from intreccio.kernel.text import FALLBACKS

_fields = lru_cache(maxsize=16384)(to_hsds)


def schedules(timings: Iterable[Timing], owner: UUID, making: Making) -> list[Object]:
    """The schedules of what `owner` identifies."""
    return [made for made, _ in _made(timings, owner, making)]


def schedules_of_activity(activity: Activity, making: Making) -> list[Object]:
    """When a group or course meets, each with its name: HSDS has no activities."""
    text = making.reader.best(activity.texts.all())
    found = []
    for made, id in _made([row.timing for row in activity.schedules.all()], activity.pk, making):
        described = f"{text.name}: {made['description']}" if text else made["description"]
        own = [extra("schedule", id, "of_activity", str(activity.pk))] if making.exact else []
        found.append({**made, "description": described, **({"attributes": own} if own else {})})
    return found


def _made(timings: Iterable[Timing], owner: UUID, making: Making) -> Iterator[tuple[Object, UUID]]:
    language = next((language for language in making.reader.order if language in LANGUAGES), FALLBACKS[0])
    seen: Counter[str] = Counter()
    for timing in timings:
        first: UUID | None = None
        for fields in _fields(timing, language=language):
            id = _id(owner, fields, seen)
            exactly = _exactly(id, first, timing) if making.exact else {}
            yield {"id": str(id), **fields, **exactly}, id
            first = first or id


def _id(owner: UUID, fields: Fields, seen: Counter[str]) -> UUID:
    """It follows from what the schedule says; the same said twice is two schedules."""
    content = "|".join(f"{name}={value}" for name, value in sorted(fields.items()) if name != "description")
    seen[content] += 1
    return derived_id(owner, "schedule", content, seen[content])


def _exactly(id: UUID, first: UUID | None, timing: Timing) -> Object:
    said = (
        extra("schedule", id, "part_of", str(first)) if first else extra("schedule", id, "timing", as_json(timing))
    )
    return {"attributes": [said]}
