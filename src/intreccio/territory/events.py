"""What can happen to territories."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class TerritoryExtended(Event):
    """A territory was made, or got more municipalities."""

    name = "territory.territory-extended"
    territory: UUID
    areas: int


@dataclass(frozen=True)
class ZoningImported(Event):
    """A zoning's zones became those of a table. `areas` of the territory have a zone in it."""

    name = "territory.zoning-imported"
    zoning: UUID
    zones: int
    areas: int


@dataclass(frozen=True)
class LayerImported(Event):
    """Values were added to a layer, or replaced there."""

    name = "territory.layer-imported"
    layer: UUID
    values: int


@dataclass(frozen=True)
class SectionsImported(Event):
    """Parts of municipalities were added, or replaced."""

    name = "territory.sections-imported"
    sections: int
