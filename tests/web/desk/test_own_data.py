"""A steward changes what is said of the organisation and of its places; registers' facts only the office does."""

import pytest

from intreccio.actors.actions import add_site, change_site, hide_site_address
from intreccio.actors.models import Organisation, Site, SitePrivateAddress
from intreccio.actors.rules.details import Address, SiteDetails
from intreccio.actors.rules.kinds import AddressVisibility, SiteKind
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.models import VersionConflict
from tests.web.desk.sending import fields, said

STREET = "Vicolo Segretissimo 7"


@pytest.fixture
def own(service) -> Organisation:
    return service.organisation


@pytest.fixture
def site(own) -> Site:
    found = Site.objects.filter(organisation=own, visibility="public").first()
    assert found
    return found


def opened(client, address) -> dict:
    return fields(client.get(address).content.decode())


def test_an_organisation_is_told_anew_in_several_languages(steward, own):
    address = f"/desk/organisations/{own.pk}/"
    form = opened(steward, address)
    page = steward.post(address, {**form, "language": "ar", "more": "1", "phone": "035 12 34 56"})
    form = fields(page.content.decode())
    assert form["phone"] == ["035 12 34 56"]
    form |= {"text-ar-description": "كراسي في دائرة", "text-it-description": "Sedie <b>in</b> cerchio"}
    del form["text-ar-reviewed"]
    assert steward.post(address, form).status_code == 303
    own.refresh_from_db()
    assert own.phone == "+39035123456"
    assert own.texts.get(language="ar").reviewed is False
    page = steward.get(f"/network/{own.pk}/").content.decode()
    assert "Sedie &lt;b&gt;in&lt;/b&gt; cerchio" in page


def test_saving_own_data_as_they_are_changes_nothing(steward, own, site):
    def state():
        organisation = Organisation.objects.filter(pk=own.pk).values().get()
        texts = list(own.texts.order_by("language").values("language", "description", "origin", "reviewed"))
        return (
            {**organisation, "version": 0, "source": ""},
            texts,
            {**Site.objects.filter(pk=site.pk).values().get(), "version": 0},
        )

    before = state()
    for address in (f"/desk/organisations/{own.pk}/", f"/desk/places/{site.pk}/"):
        assert steward.post(address, opened(steward, address)).status_code == 303
    assert state() == before


def test_facts_of_registers_are_changed_by_the_office_only(visitor, steward, own):
    address, before = f"/desk/organisations/{own.pk}/", own.tax_code
    form = opened(steward, address)
    assert "tax_code" not in form
    steward.post(address, {**form, "tax_code": "95012340167", "kind": "company", "runts_number": "1"})
    own.refresh_from_db()
    assert (own.tax_code, own.kind) == (before, "odv")
    office = visitor("network-office")
    form = opened(office, address) | {"tax_code": "12 wrong"}
    assert "tax_code" in form
    assert office.post(address, form).status_code == 422
    assert office.post(address, form | {"tax_code": "", "runts_number": "77777"}).status_code == 303
    assert Organisation.objects.get(pk=own.pk).runts_number == "77777"


def test_two_people_at_an_organisation_see_both_and_choose(visitor, steward, own):
    address = f"/desk/organisations/{own.pk}/"
    mine, theirs = opened(steward, address), opened(visitor("network-office"), address)
    assert (
        visitor("network-office").post(address, theirs | {"short_name": "Loro", "founded": "1999"}).status_code
        == 303
    )
    answer = steward.post(address, mine | {"short_name": "Mio"})
    again = fields(answer.content.decode())
    assert answer.status_code == 409
    assert {"Loro", "Mio", "1999"} <= {word for word in ("Loro", "Mio", "1999") if word in said(answer)}
    assert again["take"] == ["founded"]
    assert steward.post(address, again).status_code == 303
    own.refresh_from_db()
    assert (own.short_name, own.founded) == ("Mio", 1999)


def test_a_place_is_added_and_found_by_its_point(steward, own):
    address = f"/desk/organisations/{own.pk}/places/new/"
    form = {"name": "Sala nuova", "kind": "office", "coordinates": "45.6495, 9.6020", "visibility": "public"}
    assert steward.post(address, form | {"coordinates": "boh"}).status_code == 422
    assert steward.post(address, form).status_code == 303
    made = Site.objects.get(organisation=own, name="Sala nuova")
    assert (made.lat, made.lon) == (45.6495, 9.602)
    assert str(made.municipality) == "Dalmine"


def test_who_keeps_an_address_back_sees_at_once_what_everybody_sees(steward, own, site):
    address = f"/desk/places/{site.pk}/"
    form = opened(steward, address) | {"street": STREET, "visibility": "told-at-enrolment"}
    shown = steward.post(address, form | {"show": "1"})
    assert shown.status_code == 200
    assert "L'indirizzo si comunica all'iscrizione" in said(shown)
    assert Site.objects.get(pk=site.pk).visibility == "public"
    assert steward.post(address, form).status_code == 303
    kept = Site.objects.get(pk=site.pk)
    assert (kept.visibility, kept.street, kept.lat) == ("told-at-enrolment", None, None)
    assert SitePrivateAddress.objects.get(site=site).address().street == STREET
    assert STREET not in steward.get(f"/network/{own.pk}/").content.decode()
    assert opened(steward, address)["street"] == [STREET]
    assert steward.post(address, opened(steward, address) | {"visibility": "public"}).status_code == 303
    assert Site.objects.get(pk=site.pk).street == STREET


def test_the_office_neither_sees_nor_shows_an_address_kept_back(visitor, steward, own):
    hidden = add_site(
        organisation=own,
        details=SiteDetails(SiteKind.OTHER, "Rifugio"),
        address=Address(street=STREET),
        visibility=AddressVisibility.HIDDEN,
        by=SYSTEM,
    )
    office, address = visitor("network-office"), f"/desk/places/{hidden.pk}/"
    form = opened(office, address)
    assert "Segretissimo" not in office.get(address).content.decode()
    assert not {"street", "visibility", "municipality", "coordinates"} & set(form)
    assert office.post(address, form | {"name": "Altro", "visibility": "public", "street": "x"}).status_code == 303
    hidden.refresh_from_db()
    assert (hidden.name, hidden.visibility, hidden.street) == ("Altro", "hidden", None)
    assert SitePrivateAddress.objects.get(site=hidden).address().street == STREET
    assert not any("Segretissimo" in str(entry.data) for entry in JournalEntry.objects.all())


def test_own_data_are_changed_by_its_people_only(visitor, steward, own, foreign):
    other = Site.objects.filter(organisation=foreign.organisation).first()
    assert other
    before = other.name
    for page in (f"/desk/organisations/{foreign.organisation_id}/", f"/desk/places/{other.pk}/",
                 f"/desk/organisations/{foreign.organisation_id}/places/new/"):  # fmt: skip
        assert steward.get(page).status_code == 403
        assert steward.post(page, {"name": "x", "version": 1}).status_code == 403
        assert visitor().post(page, {"name": "x"}).status_code == 302
    other.refresh_from_db()
    assert other.name == before


def test_hiding_a_place_that_somebody_changed_meanwhile_is_refused(steward, site):
    seen = site.version
    hide_site_address(site=site, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
    with pytest.raises(VersionConflict):
        change_site(site=site, details=SiteDetails(SiteKind.OTHER, "x"), address=Address(),
                    visibility=AddressVisibility.PUBLIC, by=SYSTEM, expected=seen)  # fmt: skip
    assert Site.objects.get(pk=site.pk).visibility == "hidden"
