"""Public pages speak nine languages; pages for those who sign in speak Italian or English."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import CostDraft, ServiceDraft, TextDraft, draft_of, edit_service
from intreccio.catalogue.models import Service
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.languages import NAMES, PUBLIC_ONLY, direction
from intreccio.kernel.text import Translated
from intreccio.web.words.phones import phone_words
from tests.web.conftest import VisitorOf

WALKING = "Cammini di casa – pianura"

pytestmark = pytest.mark.usefixtures("demonstration")


def reading(language: str, **more: str) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE=language, HTTP_X_FORWARDED_PROTO="https", **more)


@pytest.mark.parametrize("language", NAMES)
def test_a_public_page_is_said_in_the_language_of_the_browser(language: str) -> None:
    page = reading(language).get("/help/").content.decode()
    assert f'<html lang="{language}"' in page
    assert f'dir="{direction(language)}"' in page


def test_what_was_chosen_counts_more_than_the_browser() -> None:
    client = reading("fr")
    client.post("/language/", {"language": "ar", "next": "/help/"})
    page = client.get("/help/").content.decode()
    assert 'lang="ar"' in page
    assert "اطلب المساعدة" in page


def test_a_public_page_offers_every_language_by_its_own_name() -> None:
    page = reading("it").get("/privacy/").content.decode()
    assert [code for code in NAMES if f'value="{code}"' not in page] == []
    assert "Українська" in page


@pytest.mark.parametrize(("browser", "spoken"), [("ar, fr;q=0.8", "it"), ("ar, en;q=0.8", "en")])
def test_a_page_for_those_who_sign_in_falls_back_to_a_working_language(browser: str, spoken: str) -> None:
    client = reading(browser)
    page = client.get("/accounts/login/").content.decode()
    assert f'<html lang="{spoken}"' in page
    assert [code for code in PUBLIC_ONLY if f'value="{code}"' in page] == []


def test_an_account_is_not_written_to_in_a_language_of_public_pages_only(
    visitor: VisitorOf, own_demonstration: str
) -> None:
    client = visitor("steward")
    client.post("/language/", {"language": "ar", "next": "/"})
    assert User.objects.get(email__startswith="steward@").language == "it"
    assert 'lang="ar"' in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ro", "de servicii găsite"),
        ("uk", "Знайдено"),
        ("ar", "عُثر على"),
        ("zh-hans", "项服务"),
    ],
)
def test_the_find_page_counts_in_the_readers_language(language: str, words: str) -> None:
    assert words in reading(language).get("/").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar", "sq"])
def test_an_address_that_leads_nowhere_says_so_in_the_readers_language(language: str) -> None:
    answer = reading(language).get("/services/00000000-0000-7000-8000-000000000000/")
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()


def test_a_text_in_another_language_says_which_and_is_marked_as_such() -> None:
    page = reading("ar").get(f"/services/{Service.objects.filter(texts__name=WALKING).get().pk}/").content.decode()
    assert re.search(rf'<h1 lang="it" dir="auto"\s*>{WALKING}</h1>', page)
    assert "لم يُكتب بلغتك بعد" in page
    assert '<span lang="it" dir="auto">italiano</span>' in page


def test_a_text_in_the_readers_own_language_needs_no_mark() -> None:
    page = reading("it").get(f"/services/{Service.objects.filter(texts__name=WALKING).get().pk}/").content.decode()
    assert re.search(rf"<h1\s*>{WALKING}</h1>", page)
    assert "Non è ancora scritto" not in page


def test_a_text_that_nobody_has_read_over_says_so(own_demonstration: str) -> None:
    service = Service.objects.filter(texts__name=WALKING).get()
    draft = ServiceDraft(
        organisation=service.organisation,
        texts={"ar": TextDraft(name="مجموعة مشي", origin="machine", reviewed=False)},
    )
    edit_service(service=service, draft=draft, by=SYSTEM)
    page = reading("ar").get(f"/services/{service.pk}/").content.decode()
    assert re.search(r"<h1\s*>مجموعة مشي</h1>", page)
    assert "تُرجم دون أن يراجعه شخص" in page


def test_what_is_spoken_in_the_readers_language_is_one_tap_away() -> None:
    page = reading("ar").get("/").content.decode()
    assert re.search(r'id="lang-ar"', page)
    assert page.count('id="lang-ar"') == 1
    assert reading("ar").get("/?lang=ar").context["answer"].total > 0
    assert "Nella mia lingua" not in reading("it").get("/").content.decode()


def test_telephones_and_addresses_keep_their_direction_on_a_page_from_right_to_left() -> None:
    organisation = Organisation.objects.exclude(phone="").exclude(email="").first()
    assert organisation
    page = reading("ar").get(f"/network/{organisation.pk}/").content.decode()
    assert f"<bdi>{phone_words(organisation.phone)}</bdi>" in page
    assert f"<bdi>{organisation.email}</bdi>" in page


def test_a_text_falls_back_to_what_else_the_reader_reads_and_its_notes_are_marked(own_demonstration: str) -> None:
    service = Service.objects.get(texts__name=WALKING)
    draft = draft_of(service)
    texts = {**draft.texts, "fr": TextDraft(name="Promenades de la maison")}
    costs = (CostDraft("amount", 500, "month", note=Translated(it="anche a rate")),)
    edit_service(
        service=service,
        draft=replace(draft, texts=texts, costs=costs, documents=(Translated(it="tessera"),)),
        by=SYSTEM,
    )
    address = f"/services/{service.pk}/"
    answer = reading("ar, fr;q=0.8").get(address)
    page = answer.content.decode()
    assert re.search(r'<h1 lang="fr" dir="auto"\s*>Promenades de la maison</h1>', page)
    assert '<bdi lang="it">anche a rate</bdi>' in page
    assert '<bdi lang="it">tessera</bdi>' in page
    assert "Promenades" not in reading("ar").get(address).content.decode()
    assert "<bdi>tessera</bdi>" in reading("it").get(address).content.decode()
    assert {"Accept-Language", "Cookie"} <= set(re.split(", *", answer["Vary"]))
