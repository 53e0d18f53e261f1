"""Make the demonstration's texts to listen to from their words, with espeak-ng and lame (Debian packages).

Run it with the project's Python after changing src/intreccio/demo/data/voices.toml: .venv/bin/python scripts/voices.py
"""

import subprocess
import tomllib
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src/intreccio/demo/data"
SLOWLY = ["-s", "135"]
PRESS = ["lame", "--quiet", "-m", "m", "--resample", "16", "-b", "24", "-"]


def main() -> None:
    """Make every file that voices.toml names."""
    rows = tomllib.loads((DATA / "voices.toml").read_text())["voices"]
    (DATA / "voices").mkdir(exist_ok=True)
    for row in rows:
        speak = ["espeak-ng", "-v", row["language"], *SLOWLY, "--stdout", row["words"].strip()]
        spoken = subprocess.run(speak, check=True, capture_output=True).stdout
        file = DATA / "voices" / row["file"]
        subprocess.run([*PRESS, str(file)], input=spoken, check=True)
        print(f"{file.name}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
