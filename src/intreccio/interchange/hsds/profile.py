"""What a profile of HSDS is: the same objects under an address of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from intreccio.interchange.hsds.standard import VERSION, things

Object = dict[str, Any]


@dataclass(frozen=True)
class Profile:
    """A profile of HSDS.

    `version` and `about` are what its root says. `also` are further names that it has for fields: by table, the
    new name with the field that it repeats.
    """

    slug: str
    title: str
    version: str
    about: str
    also: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def dress(self, thing: str, made: Object) -> Object:
        """An object of a table in the words of this profile."""
        return self._dressed(thing, made) if self.also else made

    def _dressed(self, thing: str, made: Object) -> Object:
        known = things()[thing]
        dressed = dict(made)
        for name, target in known.many.items():
            if name in made:
                dressed[name] = [self._dressed(target, one) for one in made[name]]
        for name, target in known.one.items():
            if name in made:
                dressed[name] = self._dressed(target, made[name])
        for name, repeated in self.also.get(thing, {}).items():
            if repeated in made:
                dressed[name] = made[repeated]
        return dressed


HSDS = Profile(
    slug="hsds",
    title="Human Services Data Specification",
    version=VERSION,
    about="https://docs.openreferral.org/en/latest/hsds/",
)
