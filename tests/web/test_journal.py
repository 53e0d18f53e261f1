"""The journal's page says in words what happened and who did it."""

import re

from intreccio.kernel.journal.events import Event
from intreccio.web.words.events import EVENTS
from tests.web.conftest import VisitorOf


def test_everything_that_can_happen_has_words() -> None:
    ours = {event.name for event in Event.registry.values() if event.__module__.startswith("intreccio.")}
    assert ours - set(EVENTS) == set()


def test_entries_are_in_words_with_the_name_of_whoever_acted(visitor: VisitorOf, own_demonstration: str) -> None:
    client = visitor("network-office")
    client.post("/language/", {"language": "it"})
    page = client.get("/journal/").content.decode()
    assert "Scelta di una lingua" in page
    assert "Giulia Rota" in page
    assert "la piattaforma" in page
    assert not re.search(r">\s*(accounts|catalogue|actors)\.", page)
