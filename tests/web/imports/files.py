"""Files of registers, and the steps of bringing one in."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

KIND = "third-sector-5x1000"
HEADER = "Codice fiscale;Denominazione;Note\n"
GOOD = "80051890152;Dei Colli;a\n"
WRONG = "80051890153;Sbagliato;b\n"
LOST_ZEROS = "743110157;Senza zeri;c\n"
TABLE = HEADER + GOOD + WRONG + LOST_ZEROS


def upload(client: Client, content: str | bytes, name: str = "register.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("import-new", args=[KIND]), {"file": SimpleUploadedFile(name, data)})


def choose(client: Client, columns_url: str, *fields: str):
    return client.post(columns_url, {f"column-{place}": field for place, field in enumerate(fields)})


def workbook(**sheets: list[list[str]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()
