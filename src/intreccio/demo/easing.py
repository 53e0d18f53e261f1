"""Texts of the demonstration that are easy to read, given as their organisations would give them."""

from collections.abc import Mapping

from intreccio.catalogue.actions import attach_rendering
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.rendering import Way
from intreccio.demo.content import read_table
from intreccio.kernel.acting import Who


def add_easy_texts(services: Mapping[str, Service], *, by: Who) -> None:
    """Put them beside their services, known as `organisation/service`."""
    for row in read_table("easy_texts")["texts"]:
        attach_rendering(
            service=services[row["service"]],
            way=Way.EASY,
            language=row["language"],
            chunks=[row["words"].strip().encode()],
            name=f"facile-da-leggere-{row['language']}.txt",
            by=by,
        )
