"""Words of other languages for what is filed under Italian names."""

from intreccio.catalogue.rules.foreign import MOST_MEANINGS, meanings
from intreccio.catalogue.shipped import base_taxonomies
from intreccio.kernel.text import Translated

NAMES = [
    Translated(
        it="Corso di italiano",
        en="Italian course",
        ar="دورة لغة إيطالية",
        zh="意大利语课程",
        fr="Cours d'italien",
        uk="Курси італійської",
    ),
    Translated(it="Ballo", en="Dance", ar="الرقص", zh="跳舞", fr="Danse et musique"),
    Translated(it="Gruppo di ballo", en="Dance group", fr="Danse en groupe"),
]


def meant(word: str) -> set[str]:
    return {means for asked, means in meanings(NAMES) if word in asked}


def test_a_word_means_the_names_in_which_it_stands():
    assert meant("إيطالية") == {"Corso di italiano"}
    assert meant("danse") == {"Ballo", "Gruppo di ballo"}


def test_arabic_words_are_known_with_and_without_their_article():
    assert meant("الرقص") == meant("رقص") == meant("للرقص") == {"Ballo"}


def test_chinese_words_are_parts_of_names():
    assert meant("意大利语") == meant("意大利") == {"Corso di italiano"}
    assert meant("意") == set()


def test_ukrainian_words_are_known_in_their_cases():
    assert meant("італійську") == meant("італійської") == {"Corso di italiano"}
    assert meant("курсах") == set(), "not in every case"


def test_short_words_and_words_of_ours_mean_nothing_more():
    assert meant("cours") == {"Corso di italiano"}
    assert meant("en") == set()
    assert meant("groupe") == {"Gruppo di ballo"}
    assert meant("italiano") == set()


def test_every_shipped_word_means_few():
    found = meanings(row["name"] for taxonomy in base_taxonomies() for row in taxonomy.terms)
    words = [word for asked, _ in found for word in asked]
    assert all(1 <= words.count(word) <= MOST_MEANINGS for word in ("إيطالية", "意大利", "chorale"))
    assert len(found) > 1_000
