"""Pages obey a strict content security policy, and components work with what their comments say."""

import copy
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from intreccio.web.gallery import examples
from intreccio.web.shown.find import Answer
from intreccio.web.shown.pieces import Freshness, Link, MapFrame
from intreccio.web.shown.services import ContactShown, ServiceShown, SiteShown

DJANGOS_OWN = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = sorted(Path("src/intreccio/web/templates").rglob("*.html"))
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\b(src=|application/json))", re.IGNORECASE
)


class Undefined(str):
    """Stands for a variable that nobody gave: fails the test that meets it."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined in a template: {name}")


@pytest.fixture
def italian():
    with translation.override("it"):
        yield


def strict() -> DjangoTemplates:
    """Our templates without what the frame adds to every page: an undefined variable is an error."""
    backend = copy.deepcopy(settings.TEMPLATES[0])
    backend.pop("BACKEND")
    backend["OPTIONS"]["string_if_invalid"] = Undefined("%s")
    backend["OPTIONS"]["context_processors"] = DJANGOS_OWN
    return DjangoTemplates({"NAME": "strict", **backend})


def render(template: str, context: dict[str, object]) -> str:
    """The page for somebody who is not signed in."""
    return strict().get_template(template).render(context, RequestFactory().get("/"))


def find_context(answer: Answer) -> dict[str, object]:
    urls = {"find_url": "/find/", "clear_url": "", "help_url": "/help/", "calendar_url": "/calendar.ics"}
    more = {"booklet_url": "/booklet/", "month_url": "/month/", "on_my_list": set[str](), "downloads": []}
    return {**examples.context(), **urls, **more, "answer": answer}


def service_context(service: ServiceShown) -> dict[str, object]:
    frame = MapFrame("#sites", 45.7, 9.67)
    return {
        "service": service,
        "service_id": "00000000-0000-7000-8000-000000000000",
        "on_my_list": set[str](),
        "map": frame,
        "report_url": "/report/",
        "full_address": "https://example.org/",
        "printed_on": examples.context()["printed_on"],
        "territory_name": "Bergamo",
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.as_posix().split("templates/")[1])
def test_no_template_has_inline_script_or_style(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_the_gallery_shows_every_component() -> None:
    gallery = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES if "gallery" in path.parts)
    used = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES if "components" in path.parts) + gallery
    names = [path.name for path in TEMPLATES if path.parent.name == "components"]
    assert [name for name in names if f'"components/{name}"' not in used] == []


@pytest.mark.usefixtures("italian")
def test_the_gallery_can_be_shown() -> None:
    page = render("gallery/page.html", {**examples.context(), "territory_name": "Provincia di Bergamo"})
    assert "Gruppo di cammino «Lungo il Brembo»" in page
    assert 'aria-describedby="wrong_name_helptext wrong_name_error"' in page


@pytest.mark.usefixtures("italian")
def test_an_error_stands_beside_its_field_and_keeps_what_was_typed() -> None:
    page = render("gallery/page.html", {**examples.context(), "territory_name": ""})
    assert 'value="nome.cognome"' in page
    assert 'id="wrong_mail_error"' in page


@pytest.mark.usefixtures("italian")
def test_find_says_that_there_are_more_than_it_counted() -> None:
    page = render("find/page.html", find_context(examples.ANSWER))
    assert "Più di 1.000 servizi" in page
    assert "Risultati per «ginnastica dolce»" in page


@pytest.mark.usefixtures("italian")
def test_find_counts_exactly_while_it_can() -> None:
    page = render("find/page.html", find_context(Answer(total=1, results=examples.RESULTS[:1])))
    assert "1 servizio trovato" in page


@pytest.mark.usefixtures("italian")
def test_find_without_result_says_what_to_do() -> None:
    page = render("find/page.html", find_context(examples.NOTHING))
    assert "Nessun servizio trovato" in page
    assert 'href="/help/"' in page


@pytest.mark.usefixtures("italian")
def test_a_service_without_a_public_address_is_not_on_the_map() -> None:
    page = render("find/page.html", find_context(Answer(total=1, results=(examples.REFUGE,))))
    assert "data-lat" not in page


@pytest.mark.usefixtures("italian")
def test_numbers_for_the_map_are_not_written_the_italian_way() -> None:
    page = render("find/page.html", find_context(Answer(total=1, results=(examples.WALKING,))))
    assert 'data-lat="45.7003"' in page
    assert 'data-centre="45.7,9.67"' in page


@pytest.mark.usefixtures("italian")
def test_a_confidential_address_is_never_shown_even_if_it_is_given() -> None:
    service = ServiceShown(
        name="Centro antiviolenza",
        organisation=Link("Lune Nuove ODV", "#"),
        freshness=Freshness.FRESH,
        is_address_confidential=True,
        sites=(SiteShown("Casa", "Via Nascosta 1", 45.7, 9.6),),
        contacts=(ContactShown("it-telephone", "Telefono", "1522", "tel:1522"),),
    )
    page = render("service/page.html", service_context(service))
    assert "Indirizzo riservato" in page
    assert "Via Nascosta" not in page
    assert "data-lat" not in page


@pytest.mark.parametrize("code", ["400", "500"])
def test_the_page_of_last_resort_needs_nothing(code: str) -> None:
    page = strict().get_template(f"{code}.html").render()
    assert f'<p class="error-code">{code}</p>' in page
