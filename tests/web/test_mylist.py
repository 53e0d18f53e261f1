"""My list: kept in the browser, changed without script, shared by a link, emptied in one tap."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.actions import withdraw
from intreccio.catalogue.models import Service, ServiceText
from intreccio.kernel.acting import SYSTEM
from intreccio.web.frame.squares import square
from intreccio.web.mylist.keeping import COOKIE, LENGTH, MOST, read, written
from tests.web.conftest import VisitorOf

WALKING = "Cammini di casa – pianura"
SHELTER = "Casa di accoglienza"


def service_named(name: str) -> Service:
    return Service.objects.get(pk=ServiceText.objects.filter(name__startswith=name).values("service")[:1])


def some(count: int) -> list[UUID]:
    found = Service.objects.filter(state="published", freshness="fresh", sites__visibility="public")
    return list(found.distinct().order_by("pk").values_list("pk", flat=True)[:count])


def with_list(client: Client, services: list[UUID]) -> Client:
    client.cookies[COOKIE] = written(services)
    return client


@given(st.lists(st.uuids(), unique=True, max_size=MOST))
def test_what_is_written_is_read_again(services: list[UUID]) -> None:
    word = written(services)
    assert list(read(word)) == services
    assert re.fullmatch(r"[\w-]*", word)
    assert len(word) == LENGTH * len(services) < 4000


@given(st.text())
def test_a_damaged_word_is_read_as_far_as_it_makes_sense(word: str) -> None:
    assert len(read(word)) <= MOST


@given(st.lists(st.uuids(), min_size=1, max_size=MOST), st.text(max_size=5))
def test_what_stands_before_the_damage_is_kept(services: list[UUID], damage: str) -> None:
    assert read(written(services) + damage)[: len(set(services))] == tuple(dict.fromkeys(services))


def test_a_square_is_a_path_of_dark_stretches_within_its_size() -> None:
    code = square("https://example.org/list/?s=x")
    numbers = [int(number) for number in re.findall(r"\d+", code.path)]
    assert re.fullmatch(r"(M\d+ \d+h\d+v1H\d+z)+", code.path)
    assert max(numbers) < code.size


@pytest.mark.usefixtures("demonstration")
def test_services_are_saved_in_order_and_taken_off_again(visitor: VisitorOf) -> None:
    client, [first, second] = visitor(), some(2)
    for service in (second, first):
        answer = client.post("/list/save/", {"service": service, "next": "/?what=cammino"})
        assert (answer.status_code, answer["Location"]) == (303, "/?what=cammino")
    cookie = client.cookies[COOKIE]
    assert read(cookie.value) == (second, first)
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    page = client.get("/list/").text
    assert page.index(f"/services/{second}/") < page.index(f"/services/{first}/")
    client.post("/list/remove/", {"service": second})
    assert read(client.cookies[COOKIE].value) == (first,)


@pytest.mark.usefixtures("demonstration")
def test_a_button_pressed_with_script_is_swapped_alone(visitor: VisitorOf) -> None:
    client, [service] = visitor(), some(1)
    answer = client.post("/list/save/", {"service": service}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<button")
    assert 'formaction="/list/remove/"' in answer.text
    assert read(client.cookies[COOKIE].value) == (service,)


@pytest.mark.usefixtures("demonstration")
def test_cards_and_pages_offer_to_save_and_say_what_is_saved(visitor: VisitorOf) -> None:
    service = service_named(WALKING)
    client = visitor()
    for path in (f"/?what={WALKING}", f"/services/{service.pk}/"):
        assert f'id="keep-{service.pk}"' in client.get(path).text
        assert "Salva nella mia lista" in client.get(path).text
    with_list(client, [service.pk])
    assert "Nella mia lista: togli" in client.get(f"/services/{service.pk}/").text


@pytest.mark.usefixtures("demonstration")
def test_changing_the_list_writes_nothing_to_the_database(visitor: VisitorOf) -> None:
    client, [service] = visitor(), some(1)
    with CaptureQueriesContext(connections["default"]) as queries:
        client.post("/list/save/", {"service": service})
        client.post("/list/remove/", {"service": service})
        client.post("/list/empty/")
    said = " ".join(query["sql"].upper() for query in queries)
    assert not re.search(r"\b(INSERT|UPDATE|DELETE)\b", said)


@pytest.mark.usefixtures("demonstration")
def test_one_tap_empties_it_all(visitor: VisitorOf) -> None:
    client = with_list(visitor(), some(3))
    answer = client.post("/list/empty/")
    assert (answer.status_code, answer["Location"]) == (303, "/list/")
    assert answer.cookies[COOKIE]["max-age"] == 0
    assert "Non hai ancora salvato niente" in client.get("/list/").text


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("sent", [{}, {"service": "x"}, {"service": str(uuid4())}, {"s": "%%%"}])
def test_what_is_no_service_is_not_saved(visitor: VisitorOf, sent: dict[str, str]) -> None:
    client = visitor()
    assert client.post("/list/save/", sent).status_code == 303
    assert not client.cookies.get(COOKIE) or not client.cookies[COOKIE].value


@pytest.mark.usefixtures("demonstration")
def test_a_full_list_says_so(visitor: VisitorOf) -> None:
    client = with_list(visitor(), [uuid4() for _ in range(MOST)])
    client.post("/list/save/", {"service": some(1)[0]})
    assert len(read(client.cookies[COOKIE].value)) == MOST
    assert "La lista è piena" in client.get("/list/").text


@pytest.mark.usefixtures("demonstration")
def test_a_shared_list_is_shown_as_somebody_elses_and_can_be_taken_over(visitor: VisitorOf) -> None:
    [mine, theirs] = some(2)
    client = with_list(visitor(), [mine])
    page = client.get("/list/", {"s": written([theirs])}).text
    assert "Una lista condivisa con te" in page
    assert f"/services/{mine}/" not in page
    assert "/list/empty/" not in page
    assert read(client.cookies[COOKIE].value) == (mine,)
    client.post("/list/save/", {"s": written([theirs])})
    assert read(client.cookies[COOKIE].value) == (mine, theirs)


def test_what_was_withdrawn_since_is_said_to_be_gone(own_demonstration: str, visitor: VisitorOf) -> None:
    [kept, lost] = some(2)
    withdraw(service=Service.objects.get(pk=lost), reason="Chiuso.", by=SYSTEM)
    page = with_list(visitor(), [kept, lost]).get("/list/").text
    assert "Un servizio che qui non si mostra più" in page
    assert f"/services/{kept}/" in page
    assert f"/services/{lost}/" not in page


@pytest.mark.usefixtures("demonstration")
def test_a_list_that_could_endanger_somebody_is_stored_nowhere(visitor: VisitorOf) -> None:
    shelter = service_named(SHELTER)
    page = with_list(visitor(), [shelter.pk]).get("/list/")
    assert page["Cache-Control"] == "no-store"
    assert "X-Offline" not in page
    assert "Indirizzo riservato" in page.text
    plain = with_list(visitor(), some(1)).get("/list/")
    assert plain["Cache-Control"] == "private, no-cache"
    assert plain["X-Offline"] == "keep"


@pytest.mark.usefixtures("demonstration")
def test_many_services_ask_the_database_as_often_as_few(visitor: VisitorOf) -> None:
    client = visitor()

    def asked(services: list[UUID]) -> int:
        path = f"/list/?s={written(services)}"
        client.get(path)
        with CaptureQueriesContext(connections["default"]) as queries:
            client.get(path)
        return len(queries)

    assert asked(some(50)) == asked(some(20)) <= 30


@pytest.mark.usefixtures("demonstration")
def test_its_dates_and_its_pdf_need_no_cookie(visitor: VisitorOf) -> None:
    service = service_named(WALKING)
    ids = {"s": written([service.pk])}
    dates, pdf = visitor().get("/list/dates.ics", ids), visitor().get("/list/list.pdf", ids)
    assert f"/services/{service.pk}/" in dates.text.replace("\r\n ", "")
    assert pdf.content.startswith(b"%PDF-")
    assert dates["Cache-Control"] == pdf["Cache-Control"] == "no-store"
