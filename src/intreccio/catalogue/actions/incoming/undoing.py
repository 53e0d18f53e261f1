"""Taking back what a directory brought."""

from intreccio.catalogue.models import Source
from intreccio.kernel.acting import Who
from intreccio.kernel.imports.kinds import Progress, Undone
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


def take_back(*, run: ImportRun, source: Source, by: Who, progress: Progress) -> Undone:
    raise Refused(Translated(en="not yet", it="non ancora"))
