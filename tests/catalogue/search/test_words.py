"""Words are found however they are written."""

import pytest

from intreccio.catalogue.search.keeping import index_services, replace_synonyms
from tests.catalogue.search.making import ask, document, found, index, names

pytestmark = pytest.mark.django_db


def test_other_forms_of_an_italian_word_are_found():
    index(document(1, "Gruppo di cammino"))
    assert found("camminare") == found("gruppi") == found("CAMMINO") == {"Gruppo di cammino"}


def test_other_forms_of_an_english_word_are_found():
    index(document(1, "Gruppo di cammino", english="Walking group"))
    assert found("walks") == {"Gruppo di cammino"}


def test_accents_do_not_matter_on_either_side():
    index(document(1, "Attività fisica"), document(2, "Caffe letterario"))
    assert found("attivita") == {"Attività fisica"}
    assert found("CAFFÈ") == {"Caffe letterario"}


def test_words_of_languages_without_stemmer_are_found_as_written():
    index(document(1, "Мовні курси"))
    assert found("мовні") == {"Мовні курси"}


def test_all_words_must_be_there_in_any_field():
    index(
        document(1, "Yoga", summary="per bambini"), document(2, "Yoga"), document(3, "Giochi", summary="bambini")
    )
    assert found("yoga bambini") == {"Yoga"}
    assert ask("yoga bambini").total == 1


def test_stop_words_and_ways_of_asking_do_not_narrow():
    index(document(1, "Corso di italiano"))
    assert found("cerco un corso di italiano per gli stranieri, dove?") == {"Corso di italiano"}


@pytest.mark.parametrize("typed", ["ginastica", "ginnasttica", "ginnatsica", "ginnastika", "ginnasica"])
def test_a_misspelt_word_finds_what_the_right_one_finds(typed):
    index(*(document(number, f"Ginnastica {number}") for number in range(5)), document(9, "Nuoto"))
    answer = ask(typed)
    assert set(names(answer)) == found("ginnastica")
    assert [(c.typed, c.understood) for c in answer.corrections] == [(typed, "ginnastica")]


def test_the_nearer_and_then_the_commoner_word_is_meant():
    index(document(1, "Banda"), *(document(number, "Panca") for number in range(2, 5)), document(9, "Banca"))
    assert [c.understood for c in ask("bancca").corrections] == ["banca"]
    assert [c.understood for c in ask("ganca").corrections] == ["panca"]


def test_a_word_with_an_old_slip_in_one_listing_still_finds_the_right_ones():
    index(*(document(number, "Ginnastica") for number in range(60)), document(99, "Ginastica"))
    assert ask("ginastica").total == 61


def test_a_new_word_is_searched_as_it_is_before_the_vocabulary_knows_it():
    index(*(document(number, "Nuoto") for number in range(3)))
    index_services([document(9, "Moto")])
    answer = ask("moto")
    assert (names(answer), answer.corrections) == (["Moto"], ())


def test_the_beginning_of_the_last_word_finds_its_completions():
    index(document(1, "Corso di fisarmonica"), document(2, "Corso di ballo"))
    assert found("corso fisarm") == {"Corso di fisarmonica"}


def test_synonyms_find_each_other_phrases_too():
    index(
        document(1, "Sportello badanti"),
        document(2, "Albo assistenti familiari"),
        document(3, "Gruppo caregiver"),
        document(4, "Familiari in gita"),
    )
    replace_synonyms([["badante", "assistente familiare", "caregiver"]])
    three = {"Sportello badanti", "Albo assistenti familiari", "Gruppo caregiver"}
    assert found("badante") == found("assistenti familiari") == found("caregivers") == three
    assert found("badnate") == three


def test_who_has_the_word_itself_comes_before_who_has_a_synonym():
    index(document(1, "Badante"), document(2, "Caregiver"))
    replace_synonyms([["badante", "caregiver"]])
    assert names(ask("badante")) == ["Badante", "Caregiver"]
    assert names(ask("caregiver")) == ["Caregiver", "Badante"]


def test_a_word_in_the_name_weighs_more_than_in_the_summary():
    index(document(1, "Sala civica", summary="anche yoga"), document(2, "Yoga"))
    assert names(ask("yoga")) == ["Yoga", "Sala civica"]


def test_words_that_nothing_has_are_given_up_and_named():
    index(document(1, "Doposcuola"))
    answer = ask("doposcuola xyzxyzxyz")
    assert (names(answer), answer.ignored) == (["Doposcuola"], ("xyzxyzxyz",))


def test_where_nothing_has_all_words_the_most_telling_one_is_kept():
    index(document(1, "Arpa"), *(document(number, "Corso di nuoto") for number in range(2, 6)))
    answer = ask("corso di arpa")
    assert (names(answer), answer.ignored) == (["Arpa"], ("corso",))


@pytest.mark.parametrize(
    "words", ["\x00", "a" * 10_000, "' & | ! <-> :* \\", "%s %(query)s", "🙂🙂", "\ud7ff\uffff", "ser.d."]
)
def test_any_text_can_be_asked(words):
    index(document(1, "Ser.D. di Bergamo"))
    ask(words)


def test_abbreviations_with_points_are_words():
    index(document(1, "Ser.D. di Bergamo"))
    assert found("SERD") == found("ser.d.") == {"Ser.D. di Bergamo"}


def test_elided_articles_are_no_words():
    index(document(1, "Gioco d’azzardo"), document(2, "L'orto"))
    assert found("azzardo") == found("gioco d'azzardo") == {"Gioco d’azzardo"}
    assert found("l'orto") == {"L'orto"}


def test_a_word_of_another_language_finds_ours_and_ours_does_not_find_it():
    """`social` is Spanish for what is half of Italian welfare: whoever looks for a canteen wants no office."""
    index(document(1, "Mensa"), document(2, "Segretariato sociale"))
    replace_synonyms([["mensa", "pasto caldo"]], [(["comedor", "comedor social"], "Mensa")])
    assert found("comedor social") == found("comedor") == found("mensa") == {"Mensa"}
    assert found("sociale") == {"Segretariato sociale"}
