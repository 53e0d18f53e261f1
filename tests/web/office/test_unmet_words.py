"""Words that nothing has are counted without keeping anything about anybody, and can be given a meaning."""

from datetime import timedelta

import pytest
from django.db import connection

from intreccio.catalogue.actions import forget_unmet, keep_unmet, learn_synonyms
from intreccio.catalogue.models import OwnSynonym, UnmetWord
from intreccio.catalogue.queries.unmet import unmet_words
from intreccio.catalogue.rules.unmet import countable
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.keeping import refresh_vocabulary
from intreccio.catalogue.search.question import Question
from intreccio.catalogue.search.unmet import take_gathered
from intreccio.kernel import clock
from tests.web.conftest import VisitorOf
from tests.web.test_queries import asked


@pytest.fixture(autouse=True)
def nothing_gathered():
    take_gathered()


def search(client, words, *, days=1, times=1):
    start = clock.now()
    for day in range(days):
        with clock.at(start + timedelta(days=day)):
            for _ in range(times):
                client.get("/", {"what": words})
            keep_unmet()


@pytest.mark.django_db
class TestCounting:
    def test_a_word_can_be_read_after_several_days_only(self, network, signed_in):
        search(signed_in(), "dentista", days=2, times=5)
        assert not unmet_words()
        search(signed_in(), "dentista", days=4, times=5)
        assert unmet_words().get().word == "dentista"

    def test_until_then_it_is_nowhere_in_clear(self, network, signed_in):
        search(signed_in(), "bianchi", days=1, times=50)
        with connection.cursor() as cursor:
            cursor.execute("SELECT unmet::text FROM catalogue_unmetword AS unmet")
            [(row,)] = cursor.fetchall()
        assert "bianchi" not in row
        assert b"bianchi".hex() not in row

    def test_what_is_found_or_narrowed_is_not_counted(self, network, signed_in):
        client = signed_in()
        client.get("/", {"what": "cammini"})
        client.get("/", {"what": "dentista", "free": "yes"})
        assert not take_gathered()

    def test_only_the_word_that_nothing_has_is_counted(self, network, signed_in):
        refresh_vocabulary()
        signed_in().get("/", {"what": "cammini dentista"})
        assert take_gathered() == {"dentista": 1}

    def test_words_that_nobody_looks_for_any_more_are_forgotten(self, network, signed_in):
        search(signed_in(), "dentista")
        with clock.at(clock.now() + timedelta(days=200)):
            assert forget_unmet() == 1
        assert not UnmetWord.objects.exists()


@pytest.mark.parametrize(
    "question",
    ["anna@example.org dentista", "dentista 3331234567", "RSSMRA85T10A562S", "https://example.org",
     "mi chiamo anna e cerco un dentista per mia figlia", "dr2d2", "zia"],
)  # fmt: skip
def test_what_may_name_somebody_is_not_counted(question):
    assert countable(question, tuple(question.lower().split())) == ()


@pytest.mark.django_db
class TestMeaning:
    def test_the_office_says_what_a_word_means_and_the_search_learns_it(self, network, signed_in):
        search(signed_in(), "zampettata", days=5, times=2)
        office = signed_in(network.office)
        assert "?word=zampettata" in office.get("/office/words/").content.decode()
        office.post("/office/words/", {"word": "Zampettata", "means": "cammini"})
        learn_synonyms()
        assert find(Question(words="zampettata")).total == 1
        assert not unmet_words()

    def test_it_can_be_taken_back(self, network, signed_in):
        office = signed_in(network.office)
        office.post("/office/words/", {"word": "zampettata", "means": "cammini"})
        office.post(f"/office/words/{OwnSynonym.objects.get().pk}/remove/")
        assert not OwnSynonym.objects.exists()

    def test_a_word_means_one_thing(self, network, signed_in):
        office = signed_in(network.office)
        for means in ("cammini", "altro"):
            answer = office.post("/office/words/", {"word": "zampettata", "means": means})
        assert answer.status_code == 422
        assert OwnSynonym.objects.get().means == "cammini"

    def test_others_neither_read_nor_add(self, network, signed_in):
        steward = signed_in(network.steward)
        assert steward.get("/office/words/").status_code == 403
        assert steward.post("/office/words/", {"word": "a", "means": "b"}).status_code == 403
        assert not OwnSynonym.objects.exists()


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_has_some_and_names_nobody(visitor: VisitorOf):
    page = visitor("network-office").get("/office/words/").content.decode()
    assert "dentista" in page
    assert "rossi" not in page
    assert asked(visitor("network-office"), "/office/words/") <= 13
