"""The network office looks at records that may be there twice, merges them, and takes it back."""

import re

import pytest
from django.test import Client

from intreccio.actors.actions import hide_site_address
from intreccio.actors.merging import ORGANISATIONS, SITES
from intreccio.actors.models import Organisation, Site
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.models import Service
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.duplicates.queries import proposals
from tests.web.conftest import VisitorOf
from tests.web.test_queries import asked

ROLES = ("steward", "operator", "planning-office", "auditor", "link-worker", "evaluator")
REAL = "Sedie in Cerchio ODV"
DOUBLE = "Sedie in Cercio"
KANTUTA = "KANTUTA DONNE BOLIVIANE"


def the_pair(name: str = DOUBLE) -> Duplicate:
    """The proposal about an association and its double: by itself, a misspelt one."""
    double = Organisation.objects.get(name=name)
    return proposals(ORGANISATIONS).filter(second=double.pk).get()


def words(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def office(visitor: VisitorOf) -> Client:
    return visitor("network-office")


def choice(keep: str = REAL, double: str = DOUBLE) -> dict[str, str]:
    pair = the_pair(double)
    rows = Organisation.objects.in_bulk([pair.first, pair.second])
    return {
        "keep": str(Organisation.objects.get(name=keep).pk),
        "first_version": str(rows[pair.first].version),
        "second_version": str(rows[pair.second].version),
    }


@pytest.mark.usefixtures("demonstration")
class TestLooking:
    def test_proposals_are_listed_with_likeness_and_reasons(self, office: Client) -> None:
        page = words(office.get("/duplicates/"))
        assert "5 coppie" in page
        assert DOUBLE in page
        assert "stesso indirizzo di posta" in page

    @pytest.mark.parametrize(("kind", "name"), [("site", "Sala vecchia stazione"), ("service", "città e cintura")])
    def test_places_and_services_have_lists_of_their_own(self, office: Client, kind: str, name: str) -> None:
        assert name in words(office.get(f"/duplicates/?kind={kind}"))

    def test_a_zone_narrows_the_list(self, office: Client) -> None:
        page = words(office.get("/duplicates/?kind=organisation&zone=provincia-di-bergamo:municipality:016219"))
        narrowed = re.findall(r"KANTUTA|Sedie in Cercio", page)
        assert "Sedie in Cercio" not in narrowed

    def test_two_records_stand_beside_each_other_with_what_differs(self, office: Client) -> None:
        page = words(office.get(f"/duplicates/{the_pair().pk}/"))
        for said in (REAL, DOUBLE, "035 0001120", "diverso", "lo dice una sola", "Verificato"):
            assert said in page

    @pytest.mark.parametrize("kind", [SITES, SERVICES])
    def test_places_and_services_can_be_compared(self, office: Client, kind) -> None:
        assert office.get(f"/duplicates/{proposals(kind).get().pk}/").status_code == 200

    @pytest.mark.parametrize("show", ["merged", "set-apart"])
    def test_where_nothing_was_decided_it_says_so(self, office: Client, show: str) -> None:
        assert "non è ancora stato deciso niente" in words(office.get(f"/duplicates/?show={show}"))

    @pytest.mark.parametrize("query", ["kind=x", "show=x", "page=0", "page=9999", "zone=x:y:z", "by=x"])
    def test_the_list_takes_what_comes(self, office: Client, query: str) -> None:
        assert office.get(f"/duplicates/?{query}").status_code == 200

    def test_the_list_asks_no_more_for_more(self, office: Client) -> None:
        few, many = (asked(office, f"/duplicates/?kind={kind}") for kind in ("site", "organisation"))
        assert few == many <= 25

    def test_the_menu_leads_there(self, office: Client, visitor: VisitorOf) -> None:
        assert 'href="/duplicates/"' in words(office.get("/office/"))
        assert 'href="/duplicates/"' not in words(visitor("steward").get("/network/"))

    def test_the_one_with_more_to_it_is_proposed_to_be_kept(self, office: Client) -> None:
        page = words(office.get(f"/duplicates/{the_pair().pk}/"))
        checked = re.search(r'value="([0-9a-f-]{36})"[^>]*checked', page)
        assert checked
        assert Organisation.objects.get(pk=checked[1]).name == REAL

    @pytest.mark.parametrize("role", ROLES)
    def test_others_are_not_let_in(self, visitor: VisitorOf, role: str) -> None:
        pair = the_pair().pk
        for path in ("/duplicates/", f"/duplicates/{pair}/", "/duplicates/merges/1/"):
            assert visitor(role).get(path).status_code == 403
        for path in (f"{pair}/merge/", f"{pair}/apart/", f"{pair}/reconsider/", "merges/1/undo/"):
            assert visitor(role).post(f"/duplicates/{path}").status_code == 403

    def test_a_visitor_is_asked_to_sign_in(self, visitor: VisitorOf) -> None:
        assert visitor().get("/duplicates/").status_code == 302

    def test_what_is_not_there_is_not_found(self, office: Client) -> None:
        assert office.get("/duplicates/00000000-0000-7000-8000-000000000000/").status_code == 404
        assert office.get("/duplicates/merges/999/").status_code == 404

    def test_looking_changes_nothing_and_deciding_takes_a_post(self, office: Client) -> None:
        for verb in ("merge", "apart", "reconsider"):
            assert office.get(f"/duplicates/{the_pair().pk}/{verb}/").status_code == 405


@pytest.mark.usefixtures("own_demonstration")
class TestDeciding:
    def test_merging_leads_to_what_was_moved_and_undoing_takes_it_back(self, office: Client) -> None:
        double = Organisation.objects.get(name=DOUBLE)
        answer = office.post(f"/duplicates/{the_pair().pk}/merge/", choice(), follow=True)
        assert "Ora le due schede sono una" in words(answer)
        merge = Merge.objects.get()
        double.refresh_from_db()
        assert double.merged_into is not None and double.merged_into.name == REAL
        assert DOUBLE in words(office.get("/duplicates/?show=merged"))
        undone = office.post(f"/duplicates/merges/{merge.number}/undo/", follow=True)
        assert "sono di nuovo due" in words(undone)
        double.refresh_from_db()
        assert double.merged_into is None
        again = office.post(f"/duplicates/merges/{merge.number}/undo/", follow=True)
        assert "già stata annullata" in words(again)

    def test_the_other_one_can_be_kept_and_its_page_is_answered_by_the_kept_one(self, office: Client) -> None:
        real, kept = (Organisation.objects.get(name=name) for name in ("Kantuta – donne boliviane APS", KANTUTA))
        office.post(f"/duplicates/{the_pair(KANTUTA).pk}/merge/", choice(KANTUTA, KANTUTA))
        answer = office.get(f"/network/{real.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/network/{kept.pk}/")
        assert kept.services.exists()

    def test_a_refusal_is_said_in_words(self, office: Client) -> None:
        """Its groups meet in places told at enrolment: these pass to nobody."""
        answer = office.post(f"/duplicates/{the_pair().pk}/merge/", choice(DOUBLE), follow=True)
        assert "ha sedi con indirizzo riservato" in words(answer)

    def test_a_merged_listing_answers_by_the_kept_one(self, office: Client) -> None:
        pair = proposals(SERVICES).filter(first__in=Service.objects.filter(state="published")).first()
        assert pair is not None
        versions = Service.objects.in_bulk([pair.first, pair.second])
        office.post(
            f"/duplicates/{pair.pk}/merge/",
            {
                "keep": str(pair.first),
                "first_version": versions[pair.first].version,
                "second_version": versions[pair.second].version,
            },
        )
        assert office.get(f"/services/{pair.second}/")["Location"] == f"/services/{pair.first}/"

    def test_who_chose_nothing_is_asked_to(self, office: Client) -> None:
        answer = office.post(f"/duplicates/{the_pair().pk}/merge/", {**choice(), "keep": ""})
        assert answer.status_code == 422
        assert not Merge.objects.exists()

    def test_a_third_record_cannot_be_slipped_in(self, office: Client) -> None:
        third = Organisation.objects.exclude(name__in=[REAL, DOUBLE]).first()
        assert third is not None
        answer = office.post(f"/duplicates/{the_pair().pk}/merge/", {**choice(), "keep": str(third.pk)})
        assert answer.status_code == 422

    def test_a_record_changed_meanwhile_is_shown_again_first(self, office: Client) -> None:
        said = choice()
        said["first_version"] = "77"
        answer = office.post(f"/duplicates/{the_pair().pk}/merge/", said, follow=True)
        assert "guardale di nuovo" in words(answer)
        assert not Merge.objects.exists()

    def test_a_pair_that_somebody_merged_meanwhile_is_not_found(self, office: Client) -> None:
        said, pair = choice(), the_pair().pk
        office.post(f"/duplicates/{pair}/merge/", said)
        assert office.post(f"/duplicates/{pair}/merge/", said).status_code == 404

    def test_not_the_same_is_remembered_and_can_be_reconsidered(self, office: Client) -> None:
        pair = the_pair()
        office.post(f"/duplicates/{pair.pk}/apart/")
        assert DOUBLE not in words(office.get("/duplicates/"))
        assert DOUBLE in words(office.get("/duplicates/?show=set-apart"))
        assert "non sono la stessa" in words(office.get(f"/duplicates/{pair.pk}/"))
        twice = office.post(f"/duplicates/{pair.pk}/apart/", follow=True)
        assert "già deciso qualcun altro" in words(twice)
        office.post(f"/duplicates/{pair.pk}/reconsider/")
        assert DOUBLE in words(office.get("/duplicates/"))

    def test_a_place_hidden_since_it_was_proposed_is_shown_no_more(self, office: Client) -> None:
        pair = proposals(SITES).get()
        site = Site.objects.get(pk=pair.second)
        hide_site_address(site=site, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
        page = words(office.get("/duplicates/?kind=site"))
        assert site.name not in page
        assert office.get(f"/duplicates/{pair.pk}/").status_code == 404

    def test_a_place_hidden_since_it_was_merged_is_not_named(self, office: Client) -> None:
        pair = proposals(SITES).get()
        sites = Site.objects.in_bulk([pair.first, pair.second])
        office.post(
            f"/duplicates/{pair.pk}/merge/",
            {
                "keep": str(pair.first),
                "first_version": sites[pair.first].version,
                "second_version": sites[pair.second].version,
            },
        )
        kept = Site.objects.get(pk=pair.first)
        hide_site_address(site=kept, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
        for path in ("/duplicates/?kind=site&show=merged", f"/duplicates/merges/{Merge.objects.get().number}/"):
            page = words(office.get(path))
            assert "indirizzo riservato" in page
            assert not any(one.name in page for one in sites.values())
