"""Narrowing the find page to a zone, without script; the map's boundaries."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from intreccio.kernel.acting import SYSTEM
from intreccio.territory.actions import add_territory
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")

AMBITI, DISTRETTI = "provincia-di-bergamo:ambiti", "provincia-di-bergamo:distretti"
PLAIN = f"{AMBITI}:02"


def words(client: Client, query: str, status: int = 200) -> str:
    answer = client.get(f"/?{query}")
    assert answer.status_code == status
    return answer.content.decode()


def total(page: str) -> int:
    found = re.search(r"(\d+) serviz", page)
    return int(found[1]) if found else 0


def options(page: str, name: str) -> dict[str, str]:
    """The choices of a select by value, the chosen one's label with a star."""
    select = re.search(rf'<select[^>]* id="{name}".*?</select>', page, re.DOTALL)
    choices = re.findall(r'<option value="([^"]*)"\s*(selected)?>([^<]*)<', select[0]) if select else []
    return {value: unescape(label) + "*" * bool(chosen) for value, chosen, label in choices}


def chosen(page: str, name: str) -> list[str]:
    return [label.rstrip("*") for label in options(page, name).values() if label.endswith("*")]


def test_a_zoning_is_chosen_first_and_then_one_of_its_zones(visitor: VisitorOf) -> None:
    client = visitor()
    at_first = words(client, "what=ginnastica")
    assert (chosen(at_first, "by"), options(at_first, "zone")) == (["Tutto il territorio"], {})
    grouped = words(client, f"what=ginnastica&by={AMBITI}&zone=")
    assert (chosen(grouped, "by"), chosen(grouped, "zone")) == (["Ambiti"], ["Tutte le zone"])
    assert total(grouped) == total(at_first)
    assert options(grouped, "zone")[PLAIN] == "Brembo-Adda"
    narrowed = words(client, f"what=ginnastica&by={AMBITI}&zone={PLAIN}")
    assert (chosen(narrowed, "by"), chosen(narrowed, "zone")) == (["Ambiti"], ["Brembo-Adda"])
    assert 0 < total(narrowed) < total(at_first)


def test_the_zone_stands_among_the_filters_goes_along_and_can_be_taken_off(visitor: VisitorOf) -> None:
    page = words(visitor(), f"what=ginnastica&zone={PLAIN}&free=yes")
    assert re.search(
        r'<a[^>]*class="chip[^>]*href="/\?what=ginnastica&amp;free=yes[^"]*"[^>]*>\s*Brembo-Adda', page
    )
    assert f'name="zone" value="{PLAIN}"' in page
    assert all("zone=" in link for link in re.findall(r'class="chip[^>]*href="([^"]*)"', page) if "term=" in link)


def test_a_zone_of_the_zoning_before_no_longer_counts(visitor: VisitorOf) -> None:
    page = words(visitor(), f"by={DISTRETTI}&zone={PLAIN}")
    assert (chosen(page, "by"), chosen(page, "zone")) == (["Distretti"], ["Tutte le zone"])
    assert total(page) == total(words(visitor(), ""))


def test_an_unknown_zone_is_named_and_the_rest_answered(visitor: VisitorOf) -> None:
    page = words(visitor(), f"what=ginnastica&zone={AMBITI}:xx", status=400)
    assert f"Zona: «{AMBITI}:xx» non ha senso" in unescape(page)
    assert total(page)


def test_a_place_and_a_zone_narrow_together(visitor: VisitorOf) -> None:
    client = visitor()
    near = words(client, f"where=Dalmine&zone={PLAIN}&km=5")
    assert 0 < total(near) < total(words(client, f"zone={PLAIN}"))


def test_the_network_is_narrowed_by_the_same_zones(visitor: VisitorOf) -> None:
    page = visitor().get(f"/network/?by={AMBITI}&zone={PLAIN}").content.decode()
    assert chosen(page, "zone") == ["Brembo-Adda"]
    where = re.findall(r'<td data-label="Ambiti"[^>]*>\s*<span>(.*?)</span>', page)
    assert set(where) == {"Brembo-Adda"}


def boundaries(client: Client, query: str = "") -> list[dict]:
    answer = client.get(f"/map/boundaries.json?{query}")
    return json.loads(b"".join(answer.streaming_content))["features"]


def test_boundaries_come_with_the_zone_asked_for(visitor: VisitorOf) -> None:
    page = words(visitor(), f"zone={PLAIN}")
    assert f'data-boundary-url="/map/boundaries.json?by={AMBITI.replace(":", "%3A")}"' in page
    assert 'data-zone="02"' in page
    features = [feature["properties"] for feature in boundaries(visitor(), f"by={AMBITI}")]
    assert {one["zone_name"] for one in features if one["zone"] == "02"} == {"Brembo-Adda"}
    assert len(features) == 243
    assert "zone" not in boundaries(visitor())[0]["properties"]


@pytest.mark.parametrize("query", ["by=x", "by=provincia-di-bergamo:x", "territory=x"])
def test_boundaries_of_what_is_not_there_are_not_found(visitor: VisitorOf, query: str) -> None:
    assert visitor().get(f"/map/boundaries.json?{query}").status_code == 404


def test_with_several_territories_each_has_its_zonings_and_its_map(
    visitor: VisitorOf, own_demonstration: str
) -> None:
    add_territory(name="Val d'Aosta", region="02", by=SYSTEM)
    client = visitor()
    page = words(client, "by=val-d-aosta:municipality")
    assert re.findall(r'<optgroup label="([^"]*)"', page) == ["Provincia di Bergamo", "Val d&#x27;Aosta"]
    assert options(page, "zone")["val-d-aosta:municipality:007003"] == "Aosta"
    assert len(boundaries(client, "by=val-d-aosta:municipality")) == 74
    assert boundaries(client) == []
    assert "territory=provincia-di-bergamo" in words(client, "where=Dalmine")
    assert len(boundaries(client, "territory=provincia-di-bergamo")) == 243
