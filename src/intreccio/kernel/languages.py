"""The languages in which the platform speaks, by the codes that browsers send."""

from typing import Final

WORKING: Final = ("it", "en")
"""Everything is said in these. Pages for those who sign in are in no other."""

NAMES: Final[dict[str, str]] = {
    "it": "italiano",
    "en": "English",
    "fr": "français",
    "es": "español",
    "ro": "română",
    "sq": "shqip",
    "ar": "العربية",
    "uk": "українська",
    "zh-hans": "简体中文",
}
"""The languages of the public pages, each by its own name."""

PUBLIC_ONLY: Final = tuple(code for code in NAMES if code not in WORKING)

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left, among them some in which a catalogue's texts may be."""


def direction(language: str) -> str:
    """`rtl` or `ltr`, as HTML wants it, for any language code."""
    short = language.lower().partition("-")[0]
    return "rtl" if {language.lower(), short} & RIGHT_TO_LEFT else "ltr"
