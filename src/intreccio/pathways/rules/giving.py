"""How answers were given."""

from enum import StrEnum


class Way(StrEnum):
    """Together on a screen, copied from paper, or by the person alone."""

    TOGETHER = "together"
    PAPER = "paper"
    ALONE = "alone"
