"""The stylesheet stays lean, works in every writing direction, and holds nothing that no page uses."""

import gzip
import re
from pathlib import Path

import pytest

WEB = Path("src/intreccio/web")
SHEETS = sorted((WEB / "static/intreccio/css").glob("*.css"))
MARKUP = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*WEB.glob("templates/**/*.html"), *WEB.glob("static/intreccio/js/*.js")]
)
FROM_LIBRARIES = re.compile(r"leaflet-|htmx-|errorlist")
PHYSICAL = re.compile(
    r"^\s*((margin|padding|border|inset|scroll-(margin|padding))-(left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|(min-|max-)?(width|height)|float)\s*:",
    re.MULTILINE,
)


def css(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_all_sheets_together_stay_below_40_kB_compressed() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in SHEETS) < 40_000


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_only_logical_properties_so_that_right_to_left_comes_by_itself(path: Path) -> None:
    assert [match[0].strip() for match in PHYSICAL.finditer(css(path))] == []


def test_every_custom_property_that_is_used_is_defined_and_the_other_way_round() -> None:
    text = "\n".join(css(path) for path in SHEETS)
    assert set(re.findall(r"var\((--[\w-]+)", text)) == set(re.findall(r"(--[\w-]+)\s*:", text))


def test_every_class_of_the_stylesheet_is_used_by_a_page() -> None:
    text = "\n".join(css(path) for path in SHEETS)
    classes = set(re.findall(r"\.(-?[a-z][\w-]*)", re.sub(r'"[^"]*"', "", text)))
    assert sorted(name for name in classes if not _is_used(name)) == []


def _is_used(name: str) -> bool:
    made_with_a_variable = f"{name.rsplit('-', 1)[0]}-{{{{"
    return bool(
        FROM_LIBRARIES.match(name)
        or made_with_a_variable in MARKUP
        or re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", MARKUP)
    )
