"""Texts that are easy to read, to hear or to watch: offered to all, first to whoever wants them so, kept by stewards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from intreccio.actors.models import Member
from intreccio.catalogue.models import Rendering, Service
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")

WALKING = "Cammini di casa – pianura"
FIRST_LINE = "Camminiamo insieme."
WHEN = 'id="when"'


def walking() -> Service:
    return Service.objects.get(texts__name=WALKING)


def own(steward: Client) -> Service:
    """A listing of the organisation that the steward looks after."""
    member = Member.objects.filter(user__email__startswith="steward@").first()
    assert member
    return Service.objects.filter(organisation=member.organisation, state="published").first()


def page_of(client: Client, service: Service) -> str:
    return client.get(f"/services/{service.pk}/").content.decode()


def file_of(one: Rendering) -> str:
    return f"/services/{one.service_id}/renderings/{one.pk}/"


def content_of(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_an_easy_text_stands_on_the_page_of_its_service(visitor: VisitorOf) -> None:
    page = page_of(visitor(), walking())
    assert page.index(WHEN) < page.index(FIRST_LINE)


def test_it_stands_first_for_whoever_wants_it_so_until_they_no_longer_do(visitor: VisitorOf) -> None:
    client, service = visitor(), walking()
    answer = client.post("/reading/", {"reading": "easy", "next": f"/services/{service.pk}/"})
    assert answer["Location"] == f"/services/{service.pk}/"
    page = page_of(client, service)
    assert page.index(FIRST_LINE) < page.index(WHEN)
    client.post("/reading/", {"next": "https://elsewhere.example/"})
    page = page_of(client, service)
    assert page.index(WHEN) < page.index(FIRST_LINE)


def test_the_readers_own_language_comes_first(visitor: VisitorOf) -> None:
    service = Rendering.objects.get(language="ar").service
    client = Client(HTTP_ACCEPT_LANGUAGE="ar", HTTP_X_FORWARDED_PROTO="https")
    page = page_of(client, service)
    assert page.index("هنا تتعلم اللغة الإيطالية.") < page.index("Qui impari l&#x27;italiano.")
    assert '<div class="easy-words" lang="it" dir="auto">' in page
    assert '<span lang="it" dir="auto">italiano</span>' in page


def test_a_spoken_text_is_offered_by_the_name_its_speakers_give_their_language(visitor: VisitorOf) -> None:
    one = Rendering.objects.get(service__texts__name="Voce in punjabi per il freddo")
    page = page_of(visitor(), one.service)
    assert f'<audio class="rendering-media" controls preload="none" src="{file_of(one)}"' in page
    assert "ਪੰਜਾਬੀ" in page
    answer = visitor().get(file_of(one), HTTP_RANGE="bytes=0-1")
    assert (answer["Content-Type"], content_of(answer)) == ("audio/mpeg", b"\xff\xf3")


def test_the_file_itself_can_be_opened(visitor: VisitorOf) -> None:
    one = Rendering.objects.get(service=walking())
    answer = visitor().get(f"/services/{one.service_id}/renderings/{one.pk}/")
    assert FIRST_LINE in b"".join(answer.streaming_content).decode()
    other = Service.objects.exclude(pk=one.service_id).first()
    assert other
    assert visitor().get(f"/services/{other.pk}/renderings/{one.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=5-99999999", 206, slice(5, None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
        ("bytes=9-3", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("lines=0-9", 200, slice(None)),
    ],
)
def test_players_are_given_the_part_they_ask_for(visitor: VisitorOf, asked: str, status: int, part: slice) -> None:
    url = file_of(Rendering.objects.get(service=walking()))
    whole = content_of(visitor().get(url))
    answer = visitor().get(url, HTTP_RANGE=asked)
    assert (answer.status_code, content_of(answer)) == (status, whole[part])
    if status == 206:
        start, stop, _ = part.indices(len(whole))
        assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{len(whole)}"
        assert answer["Content-Length"] == str(stop - start)
    assert answer.get("Content-Range", "").endswith(f"/{len(whole)}") == (status != 200)


def test_a_part_of_what_a_file_was_before_is_not_mixed_with_what_it_is_now(visitor: VisitorOf) -> None:
    url = file_of(Rendering.objects.get(service=walking()))
    first = visitor().get(url)
    whole = content_of(first)
    same = visitor().get(url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=first["ETag"])
    assert content_of(same) == whole[:10]
    changed = visitor().get(url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"another"')
    assert content_of(changed) == whole


def test_a_text_says_in_which_letters_it_is_written(visitor: VisitorOf) -> None:
    answer = visitor().get(file_of(Rendering.objects.get(language="ar")))
    assert "تتعلم" in content_of(answer).decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("role", [None, "steward"])
def test_nobody_gives_texts_to_a_listing_of_others(visitor: VisitorOf, role: str | None) -> None:
    service = (
        walking()
        if role is None
        else Service.objects.exclude(organisation=own(visitor(role)).organisation).first()
    )
    assert service
    one = Rendering.objects.filter(service=service).first()
    answers = [
        visitor(role).get(f"/listings/{service.pk}/renderings/"),
        visitor(role).post(f"/listings/{service.pk}/renderings/", {"way": "easy", "language": "it"}),
        visitor(role).post(f"/listings/{service.pk}/renderings/{one.pk if one else service.pk}/remove/"),
    ]
    assert {answer.status_code for answer in answers} <= {302, 403}


def test_a_steward_gives_one_and_takes_it_back(visitor: VisitorOf, own_demonstration: str) -> None:
    steward = visitor("steward")
    service = own(steward)
    path = f"/listings/{service.pk}/renderings/"
    file = SimpleUploadedFile("parlato.mp3", b"ID3\x04\x00" + bytes(200))
    answer = steward.post(path, {"way": "audio", "language": "pa", "file": file})
    assert answer.status_code == 303
    assert "<audio" in page_of(visitor(), service)
    one = Rendering.objects.get(service=service, way="audio")
    assert steward.post(f"{path}{one.pk}/remove/").status_code == 303
    assert "<audio" not in page_of(visitor(), service)


def test_a_file_of_the_wrong_kind_is_refused_beside_its_field(visitor: VisitorOf, own_demonstration: str) -> None:
    steward = visitor("steward")
    service = own(steward)
    file = SimpleUploadedFile("parlato.mp3", b"%PDF-1.7 not to be heard")
    answer = steward.post(f"/listings/{service.pk}/renderings/", {"way": "audio", "language": "it", "file": file})
    assert answer.status_code == 400
    assert "Questo file è di un altro tipo" in answer.content.decode()
    assert not Rendering.objects.filter(service=service, way="audio").exists()
