"""From records to rows: values cleaned and typed, what is missing told, what says nothing refused."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from hashlib import blake2b

from intreccio.interchange.directories.cleaning.dates import clean_date, clean_moment
from intreccio.interchange.directories.cleaning.mending import Mended
from intreccio.interchange.directories.cleaning.numbers import clean_number, clean_whole, clean_year
from intreccio.interchange.directories.cleaning.texts import NOTHING, clean_text, is_plain
from intreccio.interchange.directories.cleaning.web import clean_email, clean_url
from intreccio.interchange.directories.finishing import FINISHERS
from intreccio.interchange.directories.records import Draft, Record, Surroundings
from intreccio.interchange.directories.rows import Row
from intreccio.interchange.directories.tables import LISTINGS, TABLES, Kind, Table
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.text import Translated

Clean = Callable[[str], JSON | Mended]

LONGEST = 1_000_000
"""Characters of one value."""

LINKS_TOLD_BY_FLOATS = Translated(
    it="Il codice era scritto come un numero con la virgola («.0»): tolta.",
    en="The code was written as a number with a decimal point (“.0”): taken away.",
)
NO_ID = Translated(
    it="Senza identificativo: gliene è stato dato uno ricavato dal contenuto.",
    en="Without an id: it was given one derived from its content.",
)
ID_CLEANED = Translated(
    it="L'identificativo è stato ripulito («.0» in fondo, caratteri che non si vedono).",
    en="The id was cleaned (“.0” at its end, characters that are not seen).",
)
IMPORTED_WITHOUT = Translated(it="Manca: importato senza.", en="Missing: imported without.")
MISSING = Translated(
    it="Manca, e senza non si può importare.", en="Missing, and without it nothing can be imported."
)
TOO_LARGE = Translated(
    it=f"Il testo supera {LONGEST} caratteri.", en=f"The text has more than {LONGEST} characters."
)


class Refiner:
    """Makes rows of records, for one directory."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        kinds = _cleaners(surroundings)
        self._typed = {
            name: tuple((field, kinds[kind]) for field, kind in table.kinds.items())
            for name, table in TABLES.items()
        }

    def rows(self, record: Record) -> list[Row]:
        """The rows of one record: one, mostly; several where a value held several."""
        table = TABLES[record.table]
        draft = Draft(record, _clean_key(record), {}, list(record.mends), list(record.problems))
        self._clean(draft)
        if draft.key != record.key:
            draft.mend("id", ID_CLEANED)
        finish = FINISHERS.get(table.name)
        others = () if finish is None else finish(draft, self.surroundings)
        _tell_what_is_missing(draft, table)
        draft.key = draft.key or _derived_key(draft, table)
        return [draft.row(), *_finished(others, draft.key, table)]

    def _clean(self, draft: Draft) -> None:
        said = draft.record.said
        draft.values = dict(said)
        if not (NOTHING.isdisjoint(said.values()) and _are_plain(said.values())):
            _clean_texts(draft)
        values = draft.values
        for field, clean in self._typed[draft.record.table]:
            if field in values:
                value = clean(values[field])  # type: ignore[arg-type]
                if type(value) is Mended:
                    draft.mend(field, value.message)
                    value = value.value
                if value is None:
                    del values[field]
                else:
                    values[field] = value  # type: ignore[assignment]


def _are_plain(values: Collection[str]) -> bool:
    """Whether no value needs `clean_text`; looked at together where that is faster."""
    together = " ".join(values)
    return len(together) <= LONGEST and (is_plain(together) if together.isascii() else all(map(is_plain, values)))


def _clean_texts(draft: Draft) -> None:
    for field, text in draft.record.said.items():
        if len(text) > LONGEST:
            draft.refuse(field, TOO_LARGE)
            continue
        clean, mends = clean_text(text)
        draft.mends += [Note(field, message) for message in mends]
        if clean:
            draft.values[field] = clean
        else:
            del draft.values[field]


def _clean_key(record: Record) -> str:
    key = record.key
    if key.endswith(".0") and key[:-2].isdigit():
        return key[:-2]
    return key if key.isprintable() and key not in NOTHING else clean_text(key)[0]


def _tell_what_is_missing(draft: Draft, table: Table) -> None:
    values = draft.values
    for field in table.needed:
        if field not in values:
            draft.refuse(field, MISSING)
    for group in table.any_of:
        if not any(field in values for field in group):
            draft.refuse(group[0], _none_of(group))
    for field in table.expected:
        if field not in values and field in draft.record.asked and not draft.problems:
            draft.mend(field, IMPORTED_WITHOUT)


def _none_of(group: Iterable[str]) -> Translated:
    names = ", ".join(group)
    return Translated(it=f"Manca ciascuno di questi: {names}.", en=f"Every one of these is missing: {names}.")


def _finished(others: Iterable[Draft], key: str, table: Table) -> Iterable[Row]:
    for other in others:
        other.key = f"{key}{other.key[other.key.rindex('#') :]}"
        _tell_what_is_missing(other, table)
        yield other.row()


def _derived_key(draft: Draft, table: Table) -> str:
    """A key for a row without: the same for the same content, whatever its place in the file."""
    if table.name in LISTINGS:
        draft.mend("id", NO_ID)
    said = draft.record.said
    telling = {field: said[field] for field in table.named_by if field in said} or said
    content = "\x1f".join(f"{field}={telling[field]}" for field in sorted(telling))
    return f"~{blake2b(content.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"


def _cleaners(surroundings: Surroundings) -> Mapping[Kind, Clean]:
    month_first = surroundings.month_first
    return {
        Kind.LINK: _clean_link,
        Kind.URL: clean_url,
        Kind.MAIL: clean_email,
        Kind.DATE: partial(clean_date, month_first=month_first),
        Kind.MOMENT: partial(clean_moment, month_first=month_first),
        Kind.YEAR: clean_year,
        Kind.NUMBER: clean_number,
        Kind.WHOLE: clean_whole,
        Kind.CODE: _clean_code,
    }


def _clean_link(text: str) -> JSON | Mended:
    """The key of another row: spreadsheets make `17.0` of `17` where some are blank."""
    if text.endswith(".0") and text[:-2].isdigit():
        return Mended(text[:-2], LINKS_TOLD_BY_FLOATS)
    return text


def _clean_code(text: str) -> JSON | Mended:
    return _clean_link(" ".join(text.split()))
