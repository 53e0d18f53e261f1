"""Texts that are easy to read, to hear or to watch: offered to all, first to whoever wants them so, kept by stewards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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
    assert '<div lang="it" dir="auto">' in page


def test_the_file_itself_can_be_opened(visitor: VisitorOf) -> None:
    one = Rendering.objects.get(service=walking())
    answer = visitor().get(f"/services/{one.service_id}/renderings/{one.pk}/")
    assert FIRST_LINE in b"".join(answer.streaming_content).decode()
    other = Service.objects.exclude(pk=one.service_id).first()
    assert other
    assert visitor().get(f"/services/{other.pk}/renderings/{one.pk}/").status_code == 404


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
