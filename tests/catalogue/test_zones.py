"""Searching in a zone: what is in one of its municipalities, and what serves it."""

import pytest

from intreccio.actors.actions import add_site, change_verification, register_organisation
from intreccio.actors.models import Organisation
from intreccio.actors.rules.details import Address, OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import AddressVisibility, OrganisationKind, SiteKind
from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
from intreccio.catalogue.news import territory_changed, zoning_changed
from intreccio.catalogue.queries.areas import area_of, zone_code, zone_named
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.models import JournalEntry
from intreccio.territory.actions import add_territory, import_zonings
from intreccio.territory.models import Area, Territory, Zone

DALMINE, LALLIO, TREVIOLO, BERGAMO = "016091", "016123", "016219", "016024"
EVERYBODY, TOLD, HIDDEN = AddressVisibility.PUBLIC, AddressVisibility.TOLD_AT_ENROLMENT, AddressVisibility.HIDDEN


def group(territory: Territory, zoning: str, **members: list[str]) -> None:
    """Group municipalities into zones of the same names."""
    rows = [
        {"zoning": zoning, "zone_code": zone, "zone_name": zone.title(), "istat_code": code}
        for zone, codes in members.items()
        for code in codes
    ]
    import_zonings(territory=territory, rows=rows, source="a test", by=SYSTEM)


@pytest.fixture
def territory(db) -> Territory:
    """Four municipalities in two zonings that do not nest."""
    made = add_territory(name="Prova", codes=[DALMINE, LALLIO, TREVIOLO, BERGAMO], by=SYSTEM)
    group(made, "Ambiti", pianura=[DALMINE, LALLIO, TREVIOLO], bergamo=[BERGAMO])
    group(made, "Distretti", ovest=[DALMINE, LALLIO], est=[TREVIOLO, BERGAMO])
    return made


@pytest.fixture
def organisation(territory: Territory) -> Organisation:
    details = OrganisationDetails(name="Passo Lento", kind=OrganisationKind.APS)
    made = register_organisation(details=details, by=SYSTEM)
    return change_verification(organisation=made, verb="verify", by=SYSTEM)


def offer(
    organisation: Organisation,
    name: str,
    *,
    at: str = "",
    visibility: AddressVisibility = EVERYBODY,
    serving: tuple[Area | Zone | Territory, ...] = (),
) -> None:
    """A service, held in a municipality if one is said."""
    sites = ()
    if at:
        details = SiteDetails(kind=SiteKind.OTHER, name=name, municipality_id=Area.objects.get(istat_code=at).pk)
        site = add_site(
            organisation=organisation,
            details=details,
            address=Address("Via Prova 1"),
            visibility=visibility,
            by=SYSTEM,
        )
        sites = (site,)
    draft = ServiceDraft(organisation=organisation, texts={"it": TextDraft(name)}, sites=sites, areas=serving)
    add_service(draft=draft, by=SYSTEM)


def zone(code: str) -> Zone:
    found = zone_named(f"prova:{code}")
    assert found
    assert zone_code(found) == f"prova:{code}"
    return found


def found_in(code: str) -> set[str]:
    answer = find(Question(area=area_of(zone(code))))
    return {result.card["texts"]["it"][0] for result in answer.results}


def test_a_zone_holds_what_stands_in_one_of_its_municipalities(organisation):
    offer(organisation, "A Dalmine", at=DALMINE)
    offer(organisation, "A Bergamo", at=BERGAMO)
    assert found_in("ambiti:pianura") == {"A Dalmine"}
    assert found_in("distretti:est") == {"A Bergamo"}
    assert found_in("province:016") == {"A Dalmine", "A Bergamo"}
    assert found_in(f"municipality:{DALMINE}") == {"A Dalmine"}


def test_a_zone_holds_what_serves_it_all_or_in_part_wherever_that_stands(organisation, territory):
    dalmine = Area.objects.get(istat_code=DALMINE)
    offer(organisation, "Ovunque", at=BERGAMO, serving=(territory,))
    offer(organisation, "Nella pianura", at=BERGAMO, serving=(zone("ambiti:pianura"),))
    offer(organisation, "In casa a Dalmine", at=BERGAMO, serving=(dalmine,))
    offer(organisation, "Al telefono per l'ovest", serving=(zone("distretti:ovest"),))
    assert found_in("ambiti:pianura") == {
        "Ovunque", "Nella pianura", "In casa a Dalmine", "Al telefono per l'ovest",
    }  # fmt: skip
    assert found_in(f"municipality:{TREVIOLO}") == {"Ovunque", "Nella pianura"}
    assert found_in("ambiti:bergamo") == {"Ovunque", "Nella pianura", "In casa a Dalmine"}
    assert "Al telefono per l'ovest" in found_in("region:03")


@pytest.mark.parametrize("somewhere", [DALMINE, BERGAMO])
def test_no_zone_tells_where_a_hidden_place_is(organisation, somewhere):
    """Only what the page says counts: which zones it serves."""
    offer(organisation, "Casa", at=somewhere, visibility=HIDDEN, serving=(zone("distretti:ovest"),))
    offer(organisation, "Senza zona", at=somewhere, visibility=HIDDEN)
    holding = {zone_code(one) for one in Zone.objects.all() if found_in(zone_code(one).removeprefix("prova:"))}
    assert holding == {
        f"prova:municipality:{DALMINE}", f"prova:municipality:{LALLIO}", "prova:province:016", "prova:region:03",
        "prova:ambiti:pianura", "prova:distretti:ovest",
    }  # fmt: skip


def test_a_place_told_at_enrolment_is_in_the_zones_of_the_municipality_that_its_page_shows(organisation):
    offer(organisation, "Un posto detto dopo", at=DALMINE, visibility=TOLD)
    assert found_in("ambiti:pianura") == {"Un posto detto dopo"}
    assert found_in("ambiti:bergamo") == set()


def test_a_zone_drawn_anew_holds_what_is_in_it_now(organisation, territory):
    offer(organisation, "A Dalmine", at=DALMINE)
    group(territory, "Ambiti", pianura=[LALLIO, TREVIOLO], bergamo=[BERGAMO, DALMINE])
    zoning_changed(JournalEntry.objects.filter(event="territory.zoning-imported").latest("pk"))
    assert found_in("ambiti:pianura") == set()
    assert found_in("ambiti:bergamo") == {"A Dalmine"}


def test_a_second_territory_finds_what_was_there_before_it(organisation):
    offer(organisation, "A Dalmine", at=DALMINE)
    second = add_territory(name="Seconda", codes=[DALMINE], by=SYSTEM)
    territory_changed(JournalEntry.objects.filter(event="territory.territory-extended").latest("pk"))
    there = second.zonings.get(slug="municipality").zones.get()
    assert find(Question(area=area_of(there))).total == 1


def test_zones_of_the_same_code_in_two_territories_are_not_mixed_up(organisation):
    second = add_territory(name="Seconda", codes=["015146"], by=SYSTEM)
    group(second, "Ambiti", pianura=["015146"])
    offer(organisation, "A Dalmine", at=DALMINE)
    milan = zone_named("seconda:ambiti:pianura")
    assert milan
    assert find(Question(area=area_of(milan))).total == 0
    assert found_in("ambiti:pianura") == {"A Dalmine"}


@pytest.mark.parametrize(
    "code", ["", "prova", "prova:ambiti", "prova:ambiti:x", "x:ambiti:pianura", ":::", "a:b:c:d"]
)
def test_what_names_no_zone_is_none(territory, code):
    assert zone_named(code) is None
