"""Finding the municipality a register speaks of, among those of the installation."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.territory.models import Area
from intreccio.territory.rules import SEARCH_MARK, AreaKind, folded


@dataclass(frozen=True)
class Municipalities:
    """Every municipality of the installation, by ISTAT code and by name within its province.

    A name without a province counts where only one municipality has it.
    """

    by_code: dict[str, UUID]
    by_name: dict[tuple[str, str], UUID]

    @classmethod
    def read(cls) -> "Municipalities":
        """Those of the database."""
        rows = list(
            Area.objects.filter(kind=AreaKind.MUNICIPALITY)
            .order_by("istat_code")
            .values_list("id", "istat_code", "search_text", "province_short", "province")
        )
        names = [
            (name, area, short, province)
            for area, _, text, short, province in rows
            for name in text.strip(SEARCH_MARK).split(SEARCH_MARK)
        ]
        single: dict[str, set[UUID]] = {}
        for name, area, _, _ in names:
            single.setdefault(name, set()).add(area)
        by_name = {(name, folded(place)): area for name, area, *places in names for place in places}
        by_name |= {(name, ""): areas.copy().pop() for name, areas in single.items() if len(areas) == 1}
        return cls({code: area for area, code, *_ in rows}, by_name)

    def find(self, *, code: str, name: str, province: str) -> UUID | None:
        """The municipality of an ISTAT code (zeros in front may be lost), else of a name in a province."""
        found = self.by_code.get(code.zfill(6)) if code else None
        return found or self.by_name.get((folded(name), folded(province)))
