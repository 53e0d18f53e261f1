"""What templates/registers is given: an import, from the columns of a file to the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from intreccio.web.shown.pieces import Fact, Option


@dataclass(frozen=True)
class MappingRow:
    """A column of the file, its first values, and the fields it may fill; `name` is the form field."""

    source: str
    samples: Sequence[str]
    name: str
    options: Sequence[Option]


@dataclass(frozen=True)
class RunShown:
    """An import under way or done; `total` is 0 while the rows are not yet counted."""

    file_name: str
    stage: str = ""
    done: int = 0
    total: int = 0
    is_finished: bool = False
    failure: str = ""
    counts: Sequence[Fact] = ()

    @property
    def has_failed(self) -> bool:
        """Whether it stopped before the end; `failure` says why."""
        return bool(self.failure)
