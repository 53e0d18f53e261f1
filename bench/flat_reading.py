"""How fast flat lists are read: `python -m bench.flat_reading [LINES]`.

A made-up list of services, one a line, 20 columns, as CSV and as XLSX: about eight rows a line, five services an
organisation, two at a place. 50,000 lines if nothing is said. Beside it, as the floor, Python's bare `csv.reader`.
Seconds are of the processor, since machines are shared.
"""

import csv
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter, process_time

from openpyxl import Workbook

from bench.installation import this_machine

LINES = 50_000
HEADER = (
    "Codice;Servizio;Descrizione;Ente;Codice fiscale;Indirizzo;Civico;CAP;Comune;Provincia;Latitudine;Longitudine;"
    "Telefono;Email;Sito;Orari;Categoria;Costo;Destinatari;Lingue"
)
STREETS = ("Via Roma", "Via Garibaldi", "Piazza Matteotti", "Viale Europa")
TOWNS = ("Bergamo", "Treviglio", "Seriate", "Dalmine", "Albino", "Clusone")
HOURS = ("lun-ven 9-12", "lunedì e mercoledì 14.30-18", "tutti i giorni escluso il lunedì 9-12", "sabato 9-12")
CATEGORIES = ("Gruppo di cammino", "Sportello", "Corso di ballo", "Ginnastica dolce")


def lines(count: int) -> Iterator[list[object]]:
    """The same lines every time."""
    chance = random.Random(1)
    for number in range(count):
        body, place = number // 5, random.Random(number // 2)
        yield [
            f"S{number}",
            f"Servizio di ascolto e incontro {number}",
            "Un luogo dove trovare persone che ascoltano, proposte per il tempo libero e un aiuto concreto.",
            f"Insieme {body} società cooperativa",
            "",
            place.choice(STREETS),
            place.randrange(1, 300),
            24100,
            TOWNS[body % len(TOWNS)],
            "BG",
            round(45.5 + place.random() / 2, 5),
            round(9.5 + place.random() / 2, 5),
            f"035{200000 + number}",
            f"info{body}@insieme.example.org",
            f"https://www.insieme.example.org/{number}",
            chance.choice(HOURS),
            chance.choice(CATEGORIES),
            chance.choice(("gratuito", "5 €", "offerta libera")),
            "Persone che vivono sole",
            "italiano",
        ]


def write_csv(path: Path, count: int) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER.split(";"))
        writer.writerows(lines(count))


def write_xlsx(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Servizi")
    sheet.append(HEADER.split(";"))
    for line in lines(count):
        sheet.append(line)
    book.save(path)


def _bare(path: Path) -> Iterator[object]:
    with path.open(newline="") as file:
        yield from csv.reader(file, delimiter=";")


def _table(path: Path) -> Iterator[object]:
    from intreccio.kernel.imports.tables import open_table

    with path.open("rb") as file:
        yield from open_table(file).lines


def _rows(path: Path) -> Iterator[object]:
    from intreccio.interchange.directories.flat.fields import FIELDS
    from intreccio.interchange.directories.flat.reading import FlatList, open_list
    from intreccio.kernel.imports.mapping import propose

    with path.open("rb") as file:
        table, samples = open_list(file)
        yield from FlatList(file, name="", mapping=propose(table.columns, FIELDS, samples)).rows()


def _measure(what: str, read: Callable[[Path], Iterable[object]], path: Path, count: int) -> None:
    began, started = perf_counter(), process_time()
    found = sum(1 for _ in read(path))
    taken, wall = process_time() - started, perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{what:24} {found:>9,} {taken:>7.2f} s ({wall:.2f} s of clock) {count / taken:>10,.0f} lines a second"
        f" {memory:>6} MB"
    )


def main(count: int) -> None:
    """Write the files and read them."""
    import django

    django.setup()
    print(this_machine())
    with tempfile.TemporaryDirectory() as folder:
        text, book = Path(folder) / "list.csv", Path(folder) / "list.xlsx"
        write_csv(text, count)
        write_xlsx(book, count)
        _measure("csv.reader, rows", _bare, text, count)
        _measure("CSV as a table, lines", _table, text, count)
        _measure("CSV as a list, rows", _rows, text, count)
        _measure("XLSX as a table, lines", _table, book, count)
        _measure("XLSX as a list, rows", _rows, book, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
