"""Other ways in which the text of a service can be taken in than by reading it."""

from enum import StrEnum


class Way(StrEnum):
    """Each counts for one language: a sign language is one of its own."""

    EASY = "easy"
    AUDIO = "audio"
    SIGN = "sign"
