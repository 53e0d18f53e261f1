"""Texts of the demonstration that are easy to read or can be listened to, given as their organisations would."""

from collections.abc import Mapping

from intreccio.catalogue.actions import attach_rendering
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.rendering import Way
from intreccio.demo.content import FOLDER, Row, read_table
from intreccio.kernel.acting import Who


def add_easy_texts(services: Mapping[str, Service], *, by: Who) -> None:
    """Put them beside their services, known as `organisation/service`."""
    for row in read_table("easy_texts")["texts"]:
        name = f"facile-da-leggere-{row['language']}.txt"
        _attach(services, row, Way.EASY, row["words"].strip().encode(), name, by=by)
    for row in read_table("voices")["voices"]:
        spoken = (FOLDER / "voices" / row["file"]).read_bytes()
        _attach(services, row, Way.AUDIO, spoken, row["file"], by=by)


def _attach(services: Mapping[str, Service], row: Row, way: Way, content: bytes, name: str, *, by: Who) -> None:
    attach_rendering(
        service=services[row["service"]],
        way=way,
        language=row["language"],
        chunks=[content],
        name=name,
        by=by,
    )
