"""Tables of third-sector bodies: the 5x1000 lists, and registers with other headers.

Coordinates in such tables are the municipality's, not an address: they are not read.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from intreccio.actors.actions import (
    ImportedOrganisation,
    import_organisations,
    restore_imported,
    take_out_imported,
)
from intreccio.actors.queries import IMPORTED_FIELDS, from_registers
from intreccio.actors.rules.contacts import clean_mail, clean_phone, clean_website
from intreccio.actors.rules.details import clean_name
from intreccio.actors.rules.kinds import OrganisationKind, RuntsSection, runts_section_names
from intreccio.actors.rules.tax_codes import clean_tax_code, with_lost_zeros
from intreccio.interchange.registers.guessing import guess_kind, guess_legal_form, name_words
from intreccio.interchange.registers.municipalities import Municipalities
from intreccio.interchange.registers.wording import LABELS, in_words
from intreccio.kernel.acting import Who
from intreccio.kernel.imports.kinds import ImportField, Note, Undone, Values
from intreccio.kernel.imports.rows import Checked, ReadyRow
from intreccio.kernel.imports.table_kinds import TableKind
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

SLUG = "third-sector-5x1000"
NOT_TOLD = frozenset({"", "0", "n", "no", "false", "falso"})


def _looks_like_tax_code(text: str) -> bool:
    return text.isdigit() and 7 <= len(text) <= 11


FIELDS = (
    ImportField(
        "tax_code",
        Translated(it="Codice fiscale", en="Tax code"),
        required=True,
        help=Translated(it="11 cifre; gli zeri iniziali persi tornano.", en="11 digits; lost zeros come back."),
        aliases=("cod fiscale", "codice fiscale ente", "cf", "c f", "fiscal code"),
        looks_like=_looks_like_tax_code,
    ),
    ImportField(
        "name",
        Translated(it="Denominazione", en="Name"),
        required=True,
        aliases=("denominazione ente", "ragione sociale", "nome ente", "ente", "organisation"),
    ),
    ImportField(
        "istat_code",
        Translated(it="Codice ISTAT del comune", en="ISTAT code of the municipality"),
        aliases=("istat", "codice istat", "cod istat", "pro com", "pro com t", "codice comune"),
    ),
    ImportField(
        "municipality",
        Translated(it="Comune", en="Municipality"),
        aliases=("nome comune", "comune sede", "comune sede legale", "citta", "sede legale comune"),
    ),
    ImportField(
        "province",
        Translated(it="Provincia", en="Province"),
        aliases=("pr", "prov", "sigla provincia", "provincia sede legale"),
    ),
    ImportField("ets_or_onlus", Translated(it="ETS o ONLUS", en="ETS or ONLUS"), aliases=("ets e onlus", "onlus")),
    ImportField("sports", Translated(it="Associazione sportiva", en="Sports club"), aliases=("asd",)),
    ImportField("kind_guess", Translated(it="Tipo presunto", en="Guessed kind")),
    ImportField(
        "runts_section",
        Translated(it="Sezione RUNTS", en="RUNTS section"),
        aliases=("sezione", "sezione del runts", "sezione registro"),
    ),
    ImportField(
        "runts_number",
        Translated(it="Numero RUNTS", en="RUNTS number"),
        aliases=("repertorio", "numero repertorio", "numero iscrizione", "n repertorio"),
    ),
    ImportField(
        "email", Translated(it="Posta elettronica", en="Mail"), aliases=("mail", "e mail", "indirizzo email")
    ),
    ImportField("phone", Translated(it="Telefono", en="Telephone"), aliases=("tel", "numero di telefono")),
    ImportField("website", Translated(it="Sito", en="Website"), aliases=("sito web", "sito internet", "url")),
)


@dataclass
class _Row:
    """One row under check: what it says, and what there is to say about it."""

    said: Mapping[str, str]
    mends: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)

    def needed(self, name: str, clean: Callable[[str], str]) -> str:
        """The cleaned value, or a problem that refuses the row."""
        try:
            return clean(self.said[name])
        except Refused as problem:
            self.problems.append(Note(name, problem.message))
            return ""

    def optional(self, name: str, clean: Callable[[str], str]) -> str:
        """The cleaned value, or nothing and a note that it was left out."""
        if not self.said[name]:
            return ""
        try:
            return clean(self.said[name])
        except Refused as problem:
            left_out = Translated(
                it=f"{problem.message.text('it')} Importato senza.",
                en=f"{problem.message.text('en')} Imported without.",
            )
            self.mends.append(Note(name, left_out))
            return ""

    def told(self, name: str) -> bool:
        """Whether a flag, such as an X, is set."""
        return self.said[name].casefold() not in NOT_TOLD


@dataclass(frozen=True)
class ThirdSectorCheck:
    """Checks one row of a register; knows the municipalities of the installation."""

    municipalities: Municipalities

    def __call__(self, said: Mapping[str, str]) -> Checked:
        row = _Row(said)
        tax_code = _tax_code(row)
        name = row.needed("name", clean_name)
        if row.problems:
            return Checked({}, (), tuple(row.problems))
        kind = guess_kind(name, hint=said["kind_guess"].casefold(), sports=row.told("sports"))
        values = {
            "tax_code": tax_code,
            "name": name,
            "kind": kind.value,
            "legal_form": guess_legal_form(name, kind, onlus_or_ets=row.told("ets_or_onlus")),
            "municipality_id": self._municipality(row),
            "runts_section": row.optional("runts_section", _section),
            "runts_number": said["runts_number"],
            "email": row.optional("email", clean_mail),
            "phone": row.optional("phone", clean_phone),
            "website": row.optional("website", clean_website),
        }
        return Checked({field: value for field, value in values.items() if value}, tuple(row.mends))

    def _municipality(self, row: _Row) -> str:
        code, name, province = (row.said[field] for field in ("istat_code", "municipality", "province"))
        if not (code or name):
            return ""
        found = self.municipalities.find(code=code, name=name, province=province)
        if found is None:
            row.mends.append(Note("municipality", _not_here(" ".join(filter(None, (name, province, code))))))
        return str(found or "")


def _tax_code(row: _Row) -> str:
    given = row.said["tax_code"]
    whole = with_lost_zeros(given)
    row.said = {**row.said, "tax_code": whole}
    cleaned = row.needed("tax_code", clean_tax_code)
    if cleaned and whole != given:
        message = Translated(
            it=f"«{given}» aveva perso gli zeri iniziali: {cleaned}.",
            en=f"“{given}” had lost the zeros in front: {cleaned}.",
        )
        row.mends.append(Note("tax_code", message))
    return cleaned


def _section(text: str) -> str:
    """A RUNTS section by its letter or by its name. Raises `Refused`."""
    words = name_words(text).removeprefix("sezione ").strip()
    letter = words.split(" ")[0] if words else ""
    if letter in set(RuntsSection):
        return letter
    for section, name in runts_section_names().items():
        if words and name_words(name.text("it")).startswith(words):
            return section.value
    raise Refused(Translated(it=f"«{text}» non è una sezione del RUNTS.", en=f"“{text}” is no section of RUNTS."))


def _not_here(place: str) -> Translated:
    return Translated(
        it=f"{place} non è fra i comuni di questa installazione: importato senza comune.",
        en=f"{place} is not among this installation's municipalities: imported without one.",
    )


def _checker() -> ThirdSectorCheck:
    return ThirdSectorCheck(Municipalities.read())


def _key(values: Values) -> str:
    return str(values["tax_code"])


def _existing(keys: Collection[str], *, lock: bool = False) -> Mapping[str, Values]:
    return from_registers(keys, source=SLUG, lock=lock)


def _write(rows: Sequence[ReadyRow], *, by: Who) -> None:
    import_organisations(
        new=[_organisation(row.values) for row in rows if row.before is None],
        changed=[
            _organisation({"tax_code": row.key, **{name: row.values[name] for name in row.before}})
            for row in rows
            if row.before is not None
        ],
        source=SLUG,
        by=by,
    )


def _take_back(rows: Sequence[ReadyRow], *, by: Who) -> Undone:
    removed = take_out_imported(tax_codes={row.key for row in rows if row.before is None}, source=SLUG, by=by)
    restored = restore_imported(
        written={
            row.key: {name: (row.values[name], before) for name, before in row.before.items()}
            for row in rows
            if row.before is not None
        },
        by=by,
    )
    return Undone(restored, removed, len(rows) - restored - removed)


def _organisation(values: Values) -> ImportedOrganisation:
    municipality, section = values.get("municipality_id"), values.get("runts_section")
    texts = {name: str(values[name]) for name in _PLAIN if name in values}
    return ImportedOrganisation(
        tax_code=str(values["tax_code"]),
        kind=OrganisationKind(str(values.get("kind", OrganisationKind.OTHER))),
        runts_section=RuntsSection(str(section)) if section else None,
        municipality_id=UUID(str(municipality)) if municipality else None,
        **texts,
    )


_PLAIN = tuple(name for name in IMPORTED_FIELDS if name not in ("municipality_id", "runts_section"))

THIRD_SECTOR = TableKind(
    slug=SLUG,
    label=Translated(
        it="Enti del Terzo settore (elenchi 5x1000 e simili)", en="Third-sector bodies (5x1000 lists)"
    ),
    fields=FIELDS,
    checker=_checker,
    key=_key,
    existing=_existing,
    write=_write,
    take_back=_take_back,
    about=Translated(
        it="Una tabella di enti con il loro codice fiscale, da un registro pubblico. Entrano come proposte, "
        "che qualcuno verificherà: nessuno le vede prima.",
        en="A table of bodies with their tax codes, from a public register. They come in as proposals for "
        "somebody to verify: nobody sees them before.",
    ),
    labels=LABELS,
    words=in_words,
)
