"""Why a table cannot be read, and where."""

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


class TableRefused(Refused):
    """The file is no table that can be read. `line` counts as editors and spreadsheets do, from 1."""

    def __init__(self, message: Translated, *, line: int | None = None, column: str = "") -> None:
        super().__init__(_placed(message, line, column), field=column)
        self.line = line


def _placed(message: Translated, line: int | None, column: str) -> Translated:
    words = {"it": ("riga", "colonna"), "en": ("line", "column")}
    placed = {}
    for language, text in message.items():
        line_word, column_word = words[language]
        places = [f"{line_word} {line}"] if line else []
        places += [f"{column_word} {column}"] if column else []
        placed[language] = f"{', '.join(places)}: {text}" if places else text
    return Translated(placed)
