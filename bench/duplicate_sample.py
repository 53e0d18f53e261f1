"""A labelled sample: records with damaged copies of them, and with others that only look like them.

Pure, and always the same from its seed. `DAMAGES` say how a copy comes to differ from its record, as lists that
people keep differ; `DECOYS` make records that must not be taken for the one they are made from.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from intreccio.analysis.matching import Record, propose

LETTERS = "abcdefghilmnopqrstuvz"
SHORT_FORMS = (
    ("Associazione", "Ass."), ("Cooperativa", "Coop."), ("sociale", "soc."), ("Gruppo", "Gr."),
    ("Centro", "C.tro"), ("Volontari", "Vol."), ("Fondazione", "Fond."), ("Parrocchia", "Parr."),
    ("parrocchiale", "parr.le"), ("Santa ", "S. "), ("San ", "S. "), ("Sant'", "S. "),
    ("Biblioteca", "Bibl."), ("Polisportiva", "Pol."), ("Comunità", "Com."), ("Istituto", "Ist."),
    ("Comprensivo", "Compr."), ("Servizio", "Serv."),
    ("Sportello", "Sport."), ("Via ", "V. "), ("Piazza ", "P.zza "), ("Scuola", "Sc."), ("Circolo", "Circ."),
    (" APS", " A.P.S."), (" ODV", " O.D.V."), (" ETS", " E.T.S."), (" ASD", " A.S.D."),
)  # fmt: skip
FORMS = re.compile(r"\b(?:APS|ODV|ASD|Associazione|Fondazione|Cooperativa sociale)\b\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Sample:
    """All records; for each true pair of ids its damage; for each decoy's id what sort it is."""

    records: list[Record]
    pairs: dict[tuple[str, str], str]
    decoys: dict[str, str]


Change = Callable[[Random, Record, "Elsewhere"], Record]
Stranger = Callable[[Random, Record, "Elsewhere"], Record | None]
"""Somebody else who looks like a record, or None where it would not tell from the record itself."""


@dataclass(frozen=True)
class Elsewhere:
    """Places to be wrong about: a code with its name."""

    places: Sequence[tuple[str, str]]

    def moved(self, random: Random, record: Record) -> Record:
        """The record in another place."""
        code, name = random.choice([place for place in self.places if place[0] not in record.places])
        return replace(record, places=frozenset({code}), local=(name,))


def slip(random: Random, text: str) -> str:
    """A letter dropped, doubled, changed or swapped in one of the longer words."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return text
    place = random.choice(long)
    word, at = words[place], random.randrange(1, len(words[place]) - 1)
    words[place] = random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + random.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


def shortened(text: str) -> str:
    """With every abbreviation that clerks use."""
    for long, short in SHORT_FORMS:
        text = text.replace(long, short)
    return text


def shouted(text: str) -> str:
    """In capitals, without accents, apostrophes for them at the end of a word, as in old registers."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[«»“”\"–-]", " ", plain).upper()


def without_form(text: str) -> str:
    """Without its legal form."""
    return re.sub(r"\s+", " ", FORMS.sub("", text)).strip(" -–,") or text


def turned(random: Random, text: str) -> str:
    """Its second part first: `Filande, Polisportiva Le`."""
    words = re.sub(r"[,–]", " ", text).split()
    if len(words) < 2:
        return text
    at = random.randrange(1, len(words))
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def commas_moved(record: Record) -> Record:
    """Commas and dashes elsewhere, in the name as in the address."""
    name = re.sub(r"\s*[,–-]\s*", " ", record.names[0])
    return named(replace(record, street=re.sub(r",?\s*(\d+)", r" n. \1", record.street)), name)


def glued(random: Random, text: str) -> str:
    """Two of its words written as one."""
    words = text.split()
    if len(words) < 2:
        return text
    at = random.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def cut(text: str) -> str:
    """Without its last word, where more than two are left."""
    words = text.split()
    return " ".join(words[:-1]) if len(words) > 3 else text


def named(record: Record, name: str) -> Record:
    """The record by that one name."""
    return replace(record, names=(name,))


def silent(record: Record) -> Record:
    """Without telephone, mail and website."""
    return replace(record, phone="", mail="", website="")


DAMAGES: dict[str, Change] = {
    "official number kept, name misspelt": lambda r, one, e: named(one, slip(r, one.names[0])),
    "a slip": lambda r, one, e: named(_bare(one), slip(r, one.names[0])),
    "a slip, no contacts": lambda r, one, e: named(silent(_bare(one)), slip(r, one.names[0])),
    "two slips": lambda r, one, e: named(_bare(one), slip(r, slip(r, one.names[0]))),
    "abbreviations": lambda r, one, e: named(
        replace(_bare(one), street=shortened(one.street)), shortened(one.names[0])
    ),
    "abbreviations, no contacts": lambda r, one, e: named(silent(_bare(one)), shortened(one.names[0])),
    "capitals, no accents": lambda r, one, e: named(
        replace(_bare(one), street=shouted(one.street)), shouted(one.names[0])
    ),
    "no legal form": lambda r, one, e: named(silent(_bare(one)), without_form(one.names[0])),
    "words turned round": lambda r, one, e: named(silent(_bare(one)), turned(r, one.names[0])),
    "commas moved": lambda r, one, e: commas_moved(silent(_bare(one))),
    "words run together": lambda r, one, e: named(_bare(one), glued(r, one.names[0])),
    "last word missing": lambda r, one, e: named(_bare(one), cut(one.names[0])),
    "wrong municipality": lambda r, one, e: e.moved(r, _bare(one)),
    "wrong municipality, no contacts": lambda r, one, e: e.moved(r, silent(_bare(one))),
    "capitals, turned and a slip": lambda r, one, e: named(
        _bare(one), slip(r, turned(r, shouted(one.names[0]).title()))
    ),
}


def _bare(record: Record) -> Record:
    """Without its official numbers and further names."""
    return replace(record, numbers=(), names=record.names[:1])


def _other(record: Record, mark: str) -> Record:
    """Somebody else: own contacts and no official number."""
    phone = f"02{abs(hash_of(record.id + mark)) % 10**8:08}" if record.phone else ""
    return replace(_bare(record), id=f"{record.id}:{mark}", phone=phone, mail="", website="")


def hash_of(text: str) -> int:
    """The same in every process, unlike `hash`."""
    return int.from_bytes(text.encode()[-12:], "big") * 2_654_435_761


def _numbered(record: Record, number: int) -> Record:
    return named(replace(_bare(record), id=f"{record.id}:section"), f"{record.names[0]} – Sezione {number}")


BODY_DECOYS: dict[str, Stranger] = {
    "same name in another village": lambda r, one, e: e.moved(r, _other(one, "elsewhere")),
    "another section": lambda r, one, e: _numbered(one, r.randint(2, 9)),
    "its friends": lambda r, one, e: (
        None
        if "amici" in one.names[0].casefold()
        else named(replace(_bare(one), id=f"{one.id}:friends"), f"Amici di {one.names[0]}")
    ),
    "its Caritas": lambda r, one, e: named(replace(_bare(one), id=f"{one.id}:caritas"), f"Caritas {one.names[0]}"),
    "a company of that name": lambda r, one, e: (
        named(replace(_other(one, "company"), traits=()), f"{without_form(one.names[0])} S.r.l.")
        if FORMS.search(one.names[0])
        else None
    ),
}
PLACE_DECOYS: dict[str, Stranger] = {
    "another house of the street": lambda r, one, e: (
        replace(
            _other(one, "house"), street=f"{re.sub(r'[0-9]+.*', '', one.street)} {r.randint(200, 400)}", point=None
        )
        if re.search("[0-9]", one.street)
        else None
    ),
    "another room of the house": lambda r, one, e: named(_other(one, "room"), f"Sala {r.choice(ROOMS)}"),
    "same name in another village": lambda r, one, e: e.moved(r, replace(_other(one, "elsewhere"), point=None)),
}
SERVICE_DECOYS: dict[str, Stranger] = {
    "the same of another body": lambda r, one, e: replace(
        _other(one, "body"), owner=f"{one.owner}:other", owner_names=(f"Circolo {r.choice(ROOMS)}",)
    ),
    "on another day": lambda r, one, e: named(_other(one, "day"), f"{one.names[0]} – {r.choice(DAYS)}"),
    "another level": lambda r, one, e: named(_other(one, "level"), f"{one.names[0]}, livello {r.randint(2, 4)}"),
    "for other ages": lambda r, one, e: (
        replace(_other(one, "ages"), traits=(*(t for t in one.traits if t[0] != "ages"), ("ages", "3-5")))
        if "ages" in dict(one.traits)
        else None
    ),
}
ROOMS = ("Arcimboldi", "Melzi", "dei Gigli", "Rossa", "Polivalente", "Mascheroni")
DAYS = ("lunedì", "martedì", "giovedì", "sabato")


def standing_alone(records: Sequence[Record]) -> list[Record]:
    """Without those that may be there twice already."""
    twice = {end for one in propose(records) for end in (one.a, one.b)}
    return [record for record in records if record.id not in twice]


def sample(records: Sequence[Record], decoys: dict[str, Stranger], seed: int) -> Sample:
    """Every record, a damaged copy of it and a decoy; damages and decoys are dealt out evenly."""
    random = Random(seed)
    places = {code: one.local[0] for one in records for code in sorted(one.places)[:1] if one.local}
    elsewhere = Elsewhere(sorted(places.items()))
    dealt = list(records)
    random.shuffle(dealt)
    pairs: dict[tuple[str, str], str] = {}
    strangers: dict[str, str] = {}
    made = list(records)
    for number, record in enumerate(dealt):
        damage = list(DAMAGES)[number % len(DAMAGES)]
        copy = replace(DAMAGES[damage](random, record, elsewhere), id=f"{record.id}:copy")
        pairs[record.id, copy.id] = damage
        made.append(copy)
        decoy = list(decoys)[number % len(decoys)]
        stranger = decoys[decoy](random, record, elsewhere)
        if stranger:
            strangers[stranger.id] = decoy
            made.append(stranger)
    return Sample(made, pairs, strangers)
