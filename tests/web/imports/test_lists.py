"""Lists of services on pages: first lines are shown as they would be read; very wide tables show few columns."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intreccio.kernel.imports.models import ImportRun
from tests.interchange.intake.directories import source

pytestmark = pytest.mark.django_db

LIST = "Servizio;Ente;Telefono;Zebra\nSi cammina;Passo Lento;35123456;Con calma\n;Kantuta;;\n"


@pytest.fixture
def client(sign_in):
    source("elenco", language="it", kind="services")
    return sign_in()


def upload(client, content=LIST):
    file = SimpleUploadedFile("elenco.csv", content.encode())
    answer = client.post(reverse("import-new", args=["services"]), {"source": "elenco", "file": file})
    assert answer.status_code == 303, answer.context["form"].errors
    return reverse("import-columns", args=[ImportRun.objects.get().pk])


def test_the_first_lines_are_shown_as_they_would_be_read(client):
    page = client.get(upload(client)).content.decode()
    assert "+39035123456" in page
    assert "had lost the zero" in page
    assert "is missing, and nothing can be imported without" in page


def test_other_columns_can_be_tried_before_anything_is_checked(client):
    url = upload(client)
    sent = {"column-0": "service", "column-1": "organisation", "column-3": "description", "preview": "1"}
    answer = client.post(url, sent)
    assert answer.status_code == 200
    assert "Con calma" in answer.context["lines"][0].rows[0].text
    assert ImportRun.objects.get().state == "staged"


def test_of_a_sheet_of_three_hundred_columns_few_are_shown_until_somebody_asks(client):
    names = ";".join(f"zz{number}" for number in range(300))
    url = upload(client, f"{names};Servizio\n{'x;' * 300}Si cammina\n")
    shown = client.get(url).context
    assert len(shown["rows"]) == 41
    assert shown["rows"][-1].source == "Servizio"
    assert len(client.get(shown["more_url"]).context["rows"]) == 301


def test_what_an_address_that_is_not_public_says_is_in_no_preview(client):
    url = upload(client, "Servizio;Indirizzo;Indirizzo riservato\nLune;Via del Segreto 7;sì\n")
    lines = client.get(url).context["lines"]
    assert "Segreto" not in str(lines)
    assert "not public" in str(lines)
