"""Colours can be told apart: WCAG 2.2, 1.4.3 and 1.4.11, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path("src/intreccio/web/static/intreccio/css/tokens.css").read_text(encoding="utf-8")

TEXT = 4.5
SHAPE = 3.0
PAGES = ("paper", "ground", "surface")
WASHES = ("brand-wash", "success-wash", "warning-wash", "danger-wash")

TEXT_ON: dict[str, tuple[str, ...]] = {
    "ink": (*PAGES, *WASHES, "sunken", "mark"),
    "ink-soft": (*PAGES, "sunken"),
    "link": (*PAGES, *WASHES),
    "brand": ("surface", "brand-wash"),
    "brand-strong": ("surface", "brand-wash"),
    "on-brand": ("brand", "brand-strong"),
    "on-status": ("danger",),
    "success": (*PAGES, "success-wash"),
    "warning": (*PAGES, "warning-wash"),
    "danger": (*PAGES, "danger-wash"),
    "on-header": ("header", "header-slim", "header-hover"),
    "header-slim": ("on-header",),
    "on-footer": ("footer",),
    "footer-soft": ("footer",),
}
SHAPE_ON: dict[str, tuple[str, ...]] = {
    "line-strong": PAGES,
    "brand": (*PAGES, "sunken", "brand-wash"),
    "focus": (*PAGES, *WASHES),
    "success": ("paper",),
}


def block(opening: str) -> str:
    """The declarations between the braces that follow `opening`."""
    return TOKENS.split(opening, 1)[1].split("{", 1)[1].split("}", 1)[0]


def colours(declarations: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", declarations))


LIGHT = colours(block(":root"))
THEMES = {"light": LIGHT, "dark": {**LIGHT, **colours(block(':root[data-theme="dark"]'))}}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_near(pairs: dict[str, tuple[str, ...]], theme: dict[str, str], least: float) -> list[str]:
    ratios = {
        f"{front} on {back}": contrast(theme[front], theme[back])
        for front, backs in pairs.items()
        for back in backs
    }
    return [f"{pair}: {ratio:.2f}" for pair, ratio in ratios.items() if ratio < least]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read(theme: str) -> None:
    assert too_near(TEXT_ON, THEMES[theme], TEXT) == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_shape_that_says_something_can_be_seen(theme: str) -> None:
    assert too_near(SHAPE_ON, THEMES[theme], SHAPE) == []


def test_dark_is_the_same_whether_the_system_or_the_reader_asks() -> None:
    def words(text: str) -> list[str]:
        return text.split()

    assert words(block(':root:not([data-theme="light"])')) == words(block(':root[data-theme="dark"]'))
