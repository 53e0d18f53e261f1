"""What is said of a source, and its cleaning before it is kept."""

from dataclasses import dataclass, replace

from intreccio.actors.rules.contacts import clean_website
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

LONGEST_NAME = 200
MOST_HOURS = 24 * 366


@dataclass(frozen=True)
class SourceDetails:
    """A source as whoever looks after it describes it; `catalogue.models.Source` says what each field means."""

    name: str
    kind: str
    language: str = "it"
    url: str = ""
    licence: str = ""
    vouched: bool = False
    active: bool = True
    address: str = ""
    every_hours: int | None = None
    applies_itself: bool = False


def cleaned(details: SourceDetails) -> SourceDetails:
    """The same, tidied. Raises `Refused` for what cannot be kept."""
    name = " ".join(details.name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(
            Translated(
                it=f"Il nome ha da 1 a {LONGEST_NAME} caratteri.", en=f"A name has 1 to {LONGEST_NAME} characters."
            ),
            field="name",
        )
    hours = details.every_hours
    if hours is not None and not details.address:
        raise Refused(
            Translated(it="Serve l'indirizzo da cui prenderla.", en="The address to fetch it from is needed."),
            field="address",
        )
    if hours is not None and not 1 <= hours <= MOST_HOURS:
        raise Refused(
            Translated(it=f"Da 1 a {MOST_HOURS} ore.", en=f"Between 1 and {MOST_HOURS} hours."),
            field="every_hours",
        )
    return replace(details, name=name, url=clean_website(details.url, field="url") if details.url else "")
