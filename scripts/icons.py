"""Write the icons that pages use into one small file, out of the design system's sprite.

The sprite has 179 icons and weighs 33 kB compressed; pages use a third of them. Run it after using a new icon:
.venv/bin/python scripts/icons.py. With --check it writes nothing and fails where the file is not as it should be.
"""

import re
import sys
from importlib.resources import files
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "intreccio"
TARGET = SOURCE / "web" / "static" / "intreccio" / "img" / "icons.svg"
NAMING = {".html", ".py", ".toml"}
NAME = re.compile(r"\bit-[a-z0-9-]+")
SYMBOL = re.compile(r'<symbol[^>]*?\bid="([^"]+)".*?</symbol>', re.DOTALL)
HEAD = "<!-- Icons of the design system .italia (bootstrap-italia, BSD-3-Clause), made by scripts/icons.py. -->"


def used() -> set[str]:
    """Every name in the sources that may be an icon's."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*") if path.suffix in NAMING)
    return {name for text in texts for name in NAME.findall(text)}


def sprite() -> str:
    """The file's content."""
    whole = (files("bootstrap_italia_template") / "static/svg/sprites.svg").read_text(encoding="utf-8")
    names = used()
    kept = sorted((found[1], found[0]) for found in SYMBOL.finditer(whole) if found[1] in names)
    symbols = "\n".join(symbol for _, symbol in kept)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{HEAD}\n{symbols}\n</svg>\n'


def main() -> None:
    """Write the file, or check it."""
    wanted = sprite()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(wanted, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
        raise SystemExit("img/icons.svg lacks an icon or has one too many: run scripts/icons.py")


if __name__ == "__main__":
    main()
