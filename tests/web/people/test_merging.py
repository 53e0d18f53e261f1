"""The same person twice: found by what names them, made one, parted again."""

import pytest
from django.urls import reverse

from intreccio.kernel.databases.context import asking
from intreccio.people.actions import register
from intreccio.people.queries import merges_of
from intreccio.people.rules.details import IdentityDetails
from tests.web.people.test_pages import of, person_called, place_of


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


def test_found_made_one_and_parted(at_work):
    place = place_of("link-worker")
    rosario = person_called("Rosario Quispe Mamani", place)
    with asking(of(place)):
        details = IdentityDetails("Rosario", "Quispe", phone="333 5550114")
        other = register(custodian=place, language="es", details=details, with_card=False, by=of(place))
    client, address = at_work("link-worker"), reverse("person-merge", args=[rosario.pk])
    assert "Non si è trovato nessuno" in client.post(address, {"who": "Nessuno Così"}).content.decode()
    page = client.post(address, {"who": "Rosario Quispe"}).content.decode()
    assert f'value="{other.pk}"' in page
    assert client.post(address, {"who": "Rosario Quispe", "lost": "x"}).status_code == 422
    assert client.post(address, {"who": "Rosario Quispe", "lost": str(other.pk)}).status_code == 303
    assert "Quispe Mamani" in client.get(reverse("person", args=[other.pk])).content.decode()
    with asking(of(place)):
        [merge] = merges_of(rosario)
    assert client.post(reverse("person-merge-undo", args=[rosario.pk, merge.pk])).status_code == 303
    assert "Quispe Mamani" not in client.get(reverse("person", args=[other.pk])).content.decode()
    assert client.post(reverse("person-merge-undo", args=[rosario.pk, merge.pk])).status_code == 404
