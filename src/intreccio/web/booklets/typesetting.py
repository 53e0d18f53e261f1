"""From a document's content to its PDF.

Typst compiles one template of ours; content goes in as JSON, which the template shows as text. It reads nothing
outside the template's folder, loads no packages, and knows only the typefaces that stand there.
"""

import json
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

FOLDER = Path(__file__).parent / "typst"
TEMPLATE = FOLDER / "services.typ"
KEPT = 16
"""Documents remembered by their content: whoever asks again for the same gets the same file."""

_one_at_a_time = Lock()


def typeset(content: dict[str, Any], *, remembered: bool = True) -> bytes:
    """The PDF/UA-1 document of this content (see `document`), which must be JSON. The same for the same content.

    What is about a person is not to be `remembered`.
    """
    make = _typeset if remembered else _typeset.__wrapped__
    with _one_at_a_time:
        return make(json.dumps(content, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=KEPT)
def _typeset(content: str) -> bytes:
    import typst  # noqa: PLC0415 - 80 MB: only whoever typesets loads it

    made = typst.compile(
        TEMPLATE,
        root=FOLDER,
        font_paths=[FOLDER / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": content},
        package_path=FOLDER / "no-packages",
        package_cache_path=FOLDER / "no-packages",
        pdf_standards=["ua-1"],
        timestamp=0,
        format="pdf",
    )
    assert isinstance(made, bytes)
    return made
