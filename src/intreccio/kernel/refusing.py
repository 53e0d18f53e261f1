"""Saying no in words: why something given cannot be taken, in every language of the interface."""

from collections.abc import Iterable

from intreccio.kernel.text import Translated


class Refused(ValueError):
    """What was given cannot be taken. `message` says why; `field` names where, if it has a name."""

    def __init__(self, message: Translated, *, field: str = "") -> None:
        super().__init__(message.text("en"))
        self.message = message
        self.field = field


class AllRefused(ValueError):
    """Several things given at once cannot be taken, such as the fields of one form."""

    def __init__(self, problems: Iterable[Refused]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.field}: {problem}" for problem in self.problems))
