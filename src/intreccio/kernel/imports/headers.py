"""Which of the first rows names the columns: below titles, on one line or on two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil

from intreccio.kernel.imports.raw_rows import RawRow
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

HEAD = 30
"""Rows among which the header is sought."""

BETWEEN = " / "
"""Joins the names of a header of two lines: `Lunedì / mattina`."""

LONGEST_NAME = 80
"""Characters: what is longer is no name of a column below another one."""

_YEARS = range(1900, 2100)


@dataclass(frozen=True)
class Header:
    """Names of the columns, all different; how many of the rows looked at are above the data; what was decided."""

    columns: tuple[str, ...]
    height: int
    notes: tuple[Translated, ...] = ()


def find_header(rows: Sequence[RawRow]) -> Header:
    """The header among the first rows that hold anything. Raises `TableRefused` where they are data."""
    names = [_names(row) for row in rows]
    place = _fullest(names)
    if place and _datum(names[place]):
        place = 0
    parts, first, height = names[place], place, place + 1
    if place and _is_group(rows, names, place):
        first, parts = place - 1, _joined(rows[place - 1], names[place - 1], names[place])
    elif height < len(rows) and _is_below(rows[place], names[place], rows[height], names[height]):
        parts = _joined(rows[place], names[place], names[height])
        height += 1
    if datum := _datum(parts):
        raise _data_as_header(datum, rows[place].number)
    parts = _widened(parts, rows[height:])
    return Header(_distinct(parts), height, _notes(rows[:first], height - first))


def _names(row: RawRow) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _fullest(names: Sequence[Sequence[str]]) -> int:
    """The first row that has at least half as many names as rows here usually have cells: above it are titles."""
    counts = [sum(map(bool, row)) for row in names]
    usual = sorted(counts)[len(counts) * 3 // 4]
    enough = max(2, ceil(usual / 2))
    return next((place for place, count in enumerate(counts) if count >= enough), 0)


def _is_group(rows: Sequence[RawRow], names: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the row above the header says what groups of its columns are about, and is no title."""
    above, row = names[place - 1], rows[place - 1]
    starts = [column for column, name in enumerate(above) if name]
    spans_all = len(starts) == 1 and (starts[0] == 0 or row.merged.get(starts[0], 0) + 1 >= len(names[place]))
    return rows[place].number == row.number + 1 and bool(starts) and not spans_all and not _datum(above)


def _is_below(upper: RawRow, names: Sequence[str], lower: RawRow, below: Sequence[str]) -> bool:
    """Whether the row under the header names parts of its columns, such as morning and afternoon."""
    filled = {place for place, name in enumerate(below) if name and name != _at(names, place)}
    covered = {place for first, last in upper.merged.items() for place in range(first, last + 1)}
    gaps = {place for place in range(1, len(below)) if not _at(names, place)}
    heads = {place - 1 for place in gaps if _at(names, place - 1)}
    under = covered or (gaps | heads)
    if not filled or not (filled <= under) or not (filled & (gaps or covered)) or lower.number != upper.number + 1:
        return False
    looks_like_names = all(len(below[place]) <= LONGEST_NAME and not _is_datum(below[place]) for place in filled)
    return looks_like_names and (bool(covered) or len(filled) < len(names) or _repeats(below))


def _repeats(names: Sequence[str]) -> bool:
    return max(Counter(filter(None, names)).values(), default=0) > 1


def _joined(row: RawRow, groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """Names with that of their group before them, where it says something else."""
    spread = _spread(row, groups, max(len(groups), len(names), *(last + 1 for last in row.merged.values())))
    return [BETWEEN.join(dict.fromkeys(filter(None, pair))) for pair in zip_longest(spread, names, fillvalue="")]


def _spread(row: RawRow, groups: Sequence[str], width: int) -> list[str]:
    """Each group on the columns it is about: to the end of its merged cell or, without any, to the next group."""
    found: list[str] = []
    group, last = "", -1
    for place in range(width):
        if name := _at(groups, place):
            group, last = name, row.merged.get(place, place if row.merged else width)
        found.append(group if place <= last else "")
    return found


def _widened(names: list[str], below: Sequence[RawRow]) -> list[str]:
    """Names, with unnamed columns at the end where most rows hold something."""
    filled = Counter(
        place for row in below for place, cell in enumerate(row.cells) if place >= len(names) and cell.strip()
    )
    width = max((place + 1 for place, count in filled.items() if count > max(1, len(below) / 2)), default=0)
    return names + [""] * (width - len(names))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    return tuple(_other(name or f"column {place}", seen) for place, name in enumerate(names, 1))


def _other(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else _other(f"{name} ({seen[name]})", seen)


def _datum(names: Sequence[str]) -> str:
    """A value among what should be names: a long number, or any where half of them are; "" where there is none."""
    filled = [name for name in names if name]
    numbers = [name for name in filled if _is_datum(name)]
    long = next((name for name in numbers if sum(map(str.isdigit, name)) >= 6), "")
    return long or (numbers[0] if numbers and 2 * len(numbers) >= len(filled) else "")


def _is_datum(name: str) -> bool:
    is_year = name.isascii() and name.isdigit() and int(name[:5]) in _YEARS
    return not is_year and not any(map(str.isalpha, name))


def _at(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) else ""


def _notes(titles: Sequence[RawRow], height: int) -> tuple[Translated, ...]:
    notes = []
    if titles:
        quoted = _quoted(titles)
        notes.append(
            Translated(
                it=f"{len(titles)} righe sopra l'intestazione non sono state lette: «{quoted}».",
                en=f"{len(titles)} lines above the header were not read: “{quoted}”.",
            )
        )
    if height > 1:
        notes.append(
            Translated(
                it="L'intestazione è su due righe: i nomi delle colonne le uniscono.",
                en="The header has two lines: the names of the columns join them.",
            )
        )
    return tuple(notes)


def _quoted(titles: Sequence[RawRow]) -> str:
    text = " · ".join(" ".join(filter(None, _names(row))) for row in titles)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _data_as_header(datum: str, line: int) -> TableRefused:
    return TableRefused(
        Translated(
            it=f"la prima riga deve dare il nome alle colonne, ma contiene «{datum}».",
            en=f"the first line must name the columns, but it holds “{datum}”.",
        ),
        line=line,
    )
