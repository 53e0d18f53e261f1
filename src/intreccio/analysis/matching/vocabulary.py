"""What is known of Italian names, read from `vocabulary.toml`."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Words = tuple[str, ...]
Phrases = Mapping[str, Sequence[tuple[Words, str]]]
"""By its first word, each phrase with what stands for it; the longest first."""


@dataclass(frozen=True)
class Vocabulary:
    """Words that count less, more or otherwise than others; see the comments of the data file."""

    also_called: Phrases
    abbreviations: Phrases
    legal_forms: Phrases
    initials: frozenset[str]
    stop: frozenset[str]
    weak: frozenset[str]
    generic: frozenset[str]
    apart: frozenset[str]
    either_or: Mapping[str, int]
    always_said: frozenset[str]
    proper: frozenset[str]
    often_misspelt: Words
    run_together: Words
    public_hosts: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the code."""
    text = (files("intreccio.analysis.matching") / "vocabulary.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    one_word = [phrase for part in ("abbreviations", "legal_forms") for phrase in data[part] if " " not in phrase]
    return Vocabulary(
        also_called=_phrases((phrase, "") for phrase in data["also_called"]),
        abbreviations=_phrases(data["abbreviations"].items()),
        legal_forms=_phrases(data["legal_forms"].items()),
        initials=frozenset(one_word),
        stop=frozenset(data["stop"]),
        weak=frozenset(data["weak"]),
        generic=frozenset(data["generic"]),
        apart=frozenset(data["apart"]),
        either_or={word: line for line, words in enumerate(data["either_or"]) for word in words},
        always_said=frozenset(data["always_said"]),
        proper=frozenset(data["proper"]),
        often_misspelt=tuple(data["often_misspelt"]),
        run_together=tuple(data["run_together"]),
        public_hosts=frozenset(data["public_hosts"]),
    )


def _phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    found: dict[str, list[tuple[Words, str]]] = {}
    for phrase, replacement in pairs:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, replacement))
    return {first: sorted(phrases, key=lambda pair: -len(pair[0])) for first, phrases in found.items()}


def phrase_at(words: Sequence[str], start: int, phrases: Phrases) -> tuple[Words, str] | None:
    """The longest phrase that stands at `start`, with what stands for it."""
    for phrase, replacement in phrases.get(words[start], ()):
        if tuple(words[start : start + len(phrase)]) == phrase:
            return phrase, replacement
    return None
