"""Composed pathways: read by everybody, composed by the office, their holes known to the network."""

import re

import pytest
from django.db import connections
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from intreccio.actors.rules.kinds import PUBLIC_KINDS
from intreccio.catalogue.actions import PathwayDraft, StepDraft, save_pathway
from intreccio.catalogue.models import Pathway, Service
from intreccio.catalogue.queries.areas import area_of, zone_named
from intreccio.catalogue.queries.pathways import coverage, pathways_through
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.text import Translated
from intreccio.territory.models import Zoning
from tests.web.conftest import VisitorOf

HEART = "/pathways/cuore-in-cammino/"
pytestmark = pytest.mark.usefixtures("demonstration")


def _public() -> list[str]:
    return [kind.value for kind in PUBLIC_KINDS]


def heart() -> Pathway:
    return Pathway.objects.get(slug="cuore-in-cammino")


def ambiti() -> Zoning:
    return Zoning.objects.get(slug="ambiti", territory__slug="provincia-di-bergamo")


def test_a_reader_sees_who_is_nearest_for_every_step(visitor: VisitorOf) -> None:
    page = visitor().get(HEART, {"where": "Dalmine"}).text
    places = [page.index(words) for words in ("Una chiacchierata per capire", "Camminare insieme")]
    assert places == sorted(places)
    assert "Casa della Comunità «Le Filande»" in page[places[0] : places[1]], "it stands in Dalmine"
    assert "Cammini di casa – pianura" in page[places[1] :]
    assert "gruppo-di-cammino&amp;where=Dalmine" in page, "the way to all of them"


def test_a_place_that_nobody_knows_is_said_and_kept(visitor: VisitorOf) -> None:
    answer = visitor().get(HEART, {"where": "Xyzzyland"})
    assert answer.status_code == 400
    assert "Xyzzyland" in answer.text


def test_a_pathway_asks_as_often_for_many_steps_as_for_few(visitor: VisitorOf) -> None:
    client = visitor()

    def asked(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connections["default"]) as queries:
            client.get(path)
        return len([query for query in queries if "searchentry" not in query["sql"]])

    few, many = "/pathways/smettere-di-fumare-e-restare-senza/", HEART
    assert asked(many) <= asked(few), "but for the one search that each step is"


def test_its_services_lead_to_it(visitor: VisitorOf) -> None:
    walking = Service.objects.get(texts__name="Cammini di casa – pianura")
    assert heart() in pathways_through(walking.terms.all())
    assert f'href="{HEART}"' in visitor().get(f"/services/{walking.pk}/").text


def test_coverage_counts_what_a_search_in_the_zone_finds() -> None:
    cells = coverage([heart()], ambiti(), clock.now())
    zone = zone_named("provincia-di-bergamo:ambiti:09")
    assert zone
    for step in heart().steps.select_related("term__taxonomy"):
        seen = cells.get((step.pk, zone.pk))
        served = find(Question(terms=(step.term.key,), area=area_of(zone), size=100))
        services = {result.service for result in served.results}
        public = Service.objects.filter(pk__in=services, organisation__kind__in=_public()).count()
        assert (seen.services, seen.public) == (len(services), public) if seen else not services


def test_a_place_told_to_few_counts_as_standing_nowhere(own_demonstration: str) -> None:
    told_to_few = Q(sites__visibility="told-at-enrolment", sites__municipality__isnull=False)
    service = Service.objects.filter(told_to_few, terms__taxonomy__slug="activities").first()
    assert service
    term = service.terms.filter(taxonomy__slug="activities").first()
    assert term
    steps = [StepDraft(Translated(it="x"), term), StepDraft(Translated(it="y"), term)]
    pathway = save_pathway(draft=PathwayDraft(Translated(it="x"), steps), by=SYSTEM)
    cells = coverage([pathway], ambiti(), clock.now())
    municipality = service.sites.get(visibility="told-at-enrolment").municipality
    zone = municipality.memberships.get(zoning=ambiti()).zone
    below = Q(terms=term) | Q(terms__parent=term)
    open_there = Service.objects.filter(
        below, at_sites__site__visibility="public", at_sites__site__municipality__memberships__zone=zone
    )
    seen = cells.get((pathway.steps.all()[0].pk, zone.pk))
    assert (seen.here if seen else 0) == open_there.distinct().count()
    assert not open_there.filter(pk=service.pk).exists()


def test_holes_are_for_those_who_work_in_the_network(visitor: VisitorOf) -> None:
    assert visitor().get("/pathways/coverage/").status_code in (302, 403)
    page = visitor("link-worker").get(f"{HEART}coverage/").text
    holes = page[page.index('id="holes"') : page.index("<table")]
    assert "Allenarsi seguiti" in holes
    assert "Camminare insieme" not in holes, "somebody walks everywhere"
    overview = visitor("link-worker").get("/pathways/coverage/").text
    assert re.search(r"\d su 4", overview)
    by_district = visitor("link-worker").get("/pathways/coverage/", {"by": "provincia-di-bergamo:distretti"})
    assert by_district.status_code == 200


def test_coverage_is_one_query_for_however_many() -> None:
    pathways, zoning = list(Pathway.objects.all()), ambiti()
    with CaptureQueriesContext(connections["default"]) as queries:
        coverage(pathways, zoning, clock.now())
    assert len(queries) == 1
