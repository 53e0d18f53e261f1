"""Reading back what packages say in our own taxonomy, as somebody else would."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from intreccio.interchange.hsds.extras import code_of
from intreccio.kernel.text import Translated


@dataclass(frozen=True)
class Extras:
    """The attributes of one thing, read back. `values` are those of a code by label."""

    values: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)

    def text(self, code: str, language: str = "") -> str:
        """The value of a code in a language; "" where there is none."""
        return next(iter(self.values.get(code, {}).get(language, [])), "")

    def translated(self, code: str) -> Translated:
        """A text in all its languages."""
        return Translated({language: values[0] for language, values in self.values.get(code, {}).items()})

    def every(self, code: str) -> list[Any]:
        """All values of a code that has parts."""
        return [json.loads(value) for values in self.values.get(code, {}).values() for value in values]

    def parts(self, code: str) -> Any:
        """The value of a code that has parts, or None."""
        return next(iter(self.every(code)), None)


def from_attributes(rows: Iterable[Mapping[str, Any]]) -> dict[str, Extras]:
    """Our attributes among `rows` (of the table `attribute`, for any number of things), by what they are about.

    Attributes of other taxonomies are left out. Raises ValueError where a value that has parts is no JSON.
    """
    found: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in rows:
        if code := code_of(str(row.get("taxonomy_term_id", ""))):
            found[str(row["link_id"])][code][str(row.get("label") or "")].append(str(row.get("value") or ""))
    return {owner: Extras({code: dict(labels) for code, labels in said.items()}) for owner, said in found.items()}
