"""Which records are proposed as one, and which are not: better to miss than to join wrongly."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intreccio.analysis.matching import ReasonKind, Record, propose
from intreccio.analysis.matching.contacts import metres, phone, street, web_host
from intreccio.analysis.matching.names import parsed

OWNERS = {"o": "Passo Lento", "p": "Gelso Rosso"}
DALMINE, TREVIOLO = frozenset({"016091"}), frozenset({"016219"})


def body(number, name, *, places=DALMINE, **more):
    return Record(str(number), (name,), places=places, local=("Dalmine",), **more)


def proposed(*records):
    return [(one.a, one.b) for one in propose(records)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Passo Lento APS", "PASSO LENTO A.P.S."),
        ("Associazione Passo Lento", "Passo Lento"),
        ("Ass.ne di volontariato «Sedie in Cerchio»", "Sedie in Cerchio ODV"),
        ("Cooperativa sociale Il Gelso Rosso", "Il Gelso Rosso Soc. Coop. Soc. a r.l. - ONLUS"),
        ("Filo d'Argento di Dalmine", "Filo d’argento"),
        ("Lungo il Serio", "Serio, lungo il"),
        ("Perché no?", "PERCHE' NO"),
        ("Quattro Fontane", "Quatro Fontane"),
        ("Tartaruga Marina", "Tartaurga Marina"),
        ("Passo Lento", "Passolento"),
        ("Parrocchia di S. Defendente", "Parrocchia San Defendente"),
        ("Polisportiva Giovanni XXIII", "Pol. sportiva Giovanni 23"),
        ("Lega per la ricerca Morbidelli", "Morbidelli, Lega per la ricerca in breve L.R.M."),
        ("Gruppo Volontari Arcimboldi", "Gr. Vol. Arcimboldi"),
        ("Fondazione Giuseppe Moscardini", "Fondazione G. Moscardini"),
    ],
)
def test_ways_of_writing_one_name_are_one(one, other):
    assert proposed(body(1, one), body(2, other)) == [("1", "2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gruppo Alpini Sezione 2", "Gruppo Alpini Sezione 3"),
        ("Gruppo Alpini Sezione II", "Gruppo Alpini Sezione III"),
        ("Parrocchia di Santa Marta", "Parrocchia di Santa Maria"),
        ("Parrocchia San Giovanni Battista", "Parrocchia San Giovanni Evangelista"),
        ("Parrocchia di Santa Marta", "Caritas parrocchiale Santa Marta"),
        ("Biblioteca La Lucerna", "Amici della biblioteca La Lucerna"),
        ("Scuola dell'infanzia Montebello", "Scuola primaria Montebello"),
        ("Scuola dell'infanzia di Brembo", "Scuola dell'infanzia di Guzzanica"),
        ("Avis comunale Rossetti", "Avis provinciale Rossetti"),
        ("Fondazione Gelso Rosso", "Cooperativa sociale Gelso Rosso"),
        ("Gelso Rosso ODV", "Gelso Rosso A.S.D."),
        ("Pallavolo femminile Arcadia", "Pallavolo maschile Arcadia"),
        ("Coro Arcadia", "Banda Arcadia"),
        ("Alba", "Alma"),
    ],
)
def test_bodies_that_only_sound_alike_are_two(one, other):
    assert proposed(body(1, one), body(2, other)) == []
    assert proposed(body(1, one, phone="035 123456"), body(2, other, phone="035 123456")) == []


def test_hamlets_of_one_municipality_are_told_apart():
    local = ("Cembra Lisignago",)
    one, other = (
        Record(name, (f"Scuola materna {name}",), places=DALMINE, local=local) for name in ("Cembra", "Lisignago")
    )
    assert proposed(one, other) == []


def test_a_name_in_another_village_is_another_body():
    assert proposed(body(1, "Passo Lento"), body(2, "Passo Lento", places=TREVIOLO)) == []


@pytest.mark.parametrize("contact", [{"phone": "035 123 456"}, {"mail": "INFO@passolento.it"}])
def test_a_wrong_municipality_is_forgiven_where_telephone_or_mailbox_agree(contact):
    one, other = body(1, "Passo Lento", **contact), body(2, "Passo Lento APS", places=TREVIOLO, **contact)
    assert proposed(one, other) == [("1", "2")]


def test_a_common_host_is_not_enough_elsewhere():
    host = {"website": "https://www.avis.example/dalmine"}
    one, other = body(1, "Avis", **host), body(2, "Avis", places=TREVIOLO, **host)
    assert proposed(one, other) == []


def test_a_mail_provider_everybody_has_says_nothing():
    one, other = (body(number, name, mail=f"{number}@gmail.com") for number, name in ((1, "Alfa"), (2, "Beta")))
    assert proposed(one, other) == []


def test_a_telephone_that_many_share_says_nothing():
    many = [body(number, f"Circolo {word} Aurora", phone="035123456") for number, word in enumerate("ABCDEFGH")]
    reasons = {reason.kind for one in propose(many) for reason in one.reasons}
    assert ReasonKind.SAME_PHONE not in reasons


def test_a_common_name_in_a_crowded_place_is_not_enough():
    crowd = [body(number, f"Circolo numero uno {number:04}x") for number in range(400)]
    bridges = [body(1000 + number, "Il Ponte", places=frozenset({str(number)})) for number in range(40)]
    twins = [body("a", "Il Ponte"), body("b", "Il Ponte ONLUS")]
    assert ("a", "b") not in proposed(*crowd, *bridges, *twins)
    assert ("a", "b") in proposed(*twins)


def test_an_equal_official_number_settles_it_whatever_the_name_and_place():
    number = (("tax_code", "80051890152"),)
    one = body(1, "Passo Lento", numbers=number)
    other = body(2, "Tutt'altro", places=TREVIOLO, numbers=(("vat_number", "80051890152"),))
    found = propose([one, other])
    assert [(each.score, each.reasons[0].kind) for each in found] == [(1.0, ReasonKind.SAME_NUMBER)]


def test_two_official_numbers_of_one_scheme_settle_the_contrary():
    one = body(1, "Passo Lento", numbers=(("tax_code", "80051890152"),), phone="035123456")
    other = body(2, "Passo Lento", numbers=(("tax_code", "00743110157"),), phone="035123456")
    assert proposed(one, other) == []
    assert proposed(one, replace(other, numbers=(("ipa_code", "c_d245"),))) == [("1", "2")]


def test_a_whole_and_its_part_are_two():
    assert proposed(body(1, "Passo Lento"), body(2, "Passo Lento", kin=frozenset({"1"}))) == []


def site(number, name, *, owner="o", street="", point=None, kind="office", places=DALMINE):
    return Record(
        str(number), (name,), traits=(("kind", kind),), places=places, street=street, point=point, owner=owner,
        owner_names=(OWNERS[owner],),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (site(1, "Sede", street="Via Roma, 3"), site(2, "Sede operativa", street="V. Roma n. 3")),
        (
            site(1, "Biblioteca civica", street="P.zza Vecchia 2"),
            site(2, "Biblioteca", street="Piazza Vecchia, 2"),
        ),
        (site(1, "Oratorio S. Luigi", point=(45.6, 9.6)), site(2, "Oratorio San Luigi", point=(45.60001, 9.6))),
        (site(1, "Sala Arcimboldi", street="Via Roma 3"), site(2, "Sala Arcimboldi")),
    ],
)
def test_places_of_one_body_at_one_address_are_one(one, other):
    assert proposed(one, other) == [("1", "2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (site(1, "Sede", street="Via Roma, 3"), site(2, "Sede", street="Via Roma, 31")),
        (site(1, "Sede", street="Via Roma, 3"), site(2, "Sede", street="Via Broseta, 3")),
        (site(1, "Sede", street="Via Roma, 3"), site(2, "Sede", street="Via Roma, 3", places=TREVIOLO)),
        (site(1, "Sede", street="Via Roma, 3"), site(2, "Sede", street="Via Roma, 3", kind="library")),
        (site(1, "Sede", street="Via Roma, 3"), site(2, "Sede", street="Via Roma, 3", owner="p")),
        (site(1, "Ambulatorio", street="Via Roma, 3"), site(2, "Sala prelievi", street="Via Roma, 3")),
        (site(1, "Orto", point=(45.6, 9.6)), site(2, "Orto", point=(45.61, 9.6))),
    ],
)
def test_other_places_are_two(one, other):
    assert proposed(one, other) == []


def service(number, name, *, owner="o", **more):
    return Record(str(number), (name,), owner=owner, owner_names=(OWNERS[owner],), places=DALMINE, **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gruppo di cammino", "Gruppi di cammino"),
        ("Sportello di ascolto per caregiver", "Sportello ascolto caregiver"),
    ],
)
def test_two_listings_of_one_service_are_one(one, other):
    assert proposed(service(1, one), service(2, other)) == [("1", "2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cammini di casa – pianura", "Cammini di casa – valle"),
        ("Corso di italiano livello 1", "Corso di italiano livello 2"),
        ("Ginnastica dolce del martedì", "Ginnastica dolce del giovedì"),
        ("Corso di inglese", "Corso di francese"),
    ],
)
def test_sister_services_are_two(one, other):
    assert proposed(service(1, one), service(2, other)) == []


def test_services_for_other_ages_are_two():
    one, other = (service(n, "Nuoto", traits=(("ages", ages),)) for n, ages in ((1, "6-10"), (2, "65-None")))
    assert proposed(one, other) == []


def test_services_of_one_name_of_two_bodies_are_two():
    assert proposed(service(1, "Gruppo di cammino"), service(2, "Gruppo di cammino", owner="p")) == []


WORDS = """Associazione Coop. Soc. A.P.S. ODV Passo Lento lento Lénto Gelso Gelsi Rosso S. Santa Marta Maria
    Sezione 2 3 II Parrocchia Caritas Fondazione di del in breve Passolento G. Giuseppe"""
names = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=6,
).map(" ".join)
records = st.builds(
    Record,
    id=st.uuids().map(str),
    names=st.tuples(names) | st.tuples(names, names),
    numbers=st.sampled_from([(), (("tax_code", "1"),), (("tax_code", "2"),), (("vat_number", "1"),)]),
    places=st.sampled_from([frozenset(), DALMINE, TREVIOLO, DALMINE | TREVIOLO]),
    local=st.sampled_from([(), ("Dalmine",)]),
    street=st.sampled_from(["", "Via Roma 3", "via Roma, 3/a", "Piazza XXV Aprile"]),
    point=st.sampled_from([None, (45.6, 9.6), (45.6001, 9.6)]),
    phone=st.sampled_from(["", "035 123456", "+39 035123456"]),
    mail=st.sampled_from(["", "a@b.it", "c@b.it"]),
    website=st.sampled_from(["", "https://b.it", "http://[", "b.it/x"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(records, max_size=12, unique_by=lambda record: record.id), st.randoms())
def test_the_order_in_which_records_come_does_not_matter(given_records, random):
    shuffled = list(given_records)
    random.shuffle(shuffled)
    assert propose(shuffled) == propose(given_records)


@settings(max_examples=150, deadline=None)
@given(records, records, st.uuids(), st.uuids())
def test_who_is_compared_with_whom_does_not_matter(one, other, first, second):
    low, high = sorted((str(first), str(second)))
    if low == high:
        return
    ways = [(replace(one, id=low), replace(other, id=high)), (replace(one, id=high), replace(other, id=low))]
    there, back = (propose(way) for way in ways)
    assert [found.score for found in there] == [found.score for found in back]
    assert [set(found.reasons) for found in there] == [set(found.reasons) for found in back]


@settings(max_examples=150, deadline=None)
@given(st.lists(records, max_size=12, unique_by=lambda record: record.id))
def test_a_proposal_is_of_two_records_once_with_a_score_and_a_reason(given_records):
    found = propose(given_records)
    assert all(one.a < one.b and 0 <= one.score <= 1 and one.reasons for one in found)
    assert len({(one.a, one.b) for one in found}) == len(found)


@given(st.text(max_size=80))
def test_any_text_can_be_a_name(text):
    assert all(name.plain for name in parsed(text))


@given(st.text(max_size=80))
def test_any_text_can_be_an_address(text):
    street(text)
    web_host(text)
    phone(text)


@pytest.mark.parametrize(
    ("text", "name", "house"),
    [
        ("Via G. Verdi, n. 12/A", "g verdi", "12a"),
        ("P.zza Vecchia 2", "vecchia", "2"),
        ("Via XXV Aprile", "25 aprile", ""),
        ("Via Roma 03, scala B", "roma", "3"),
    ],
)
def test_a_street_is_its_name_and_the_house(text, name, house):
    assert (street(text).name, street(text).house) == (name, house)


def test_distances_are_those_of_the_globe():
    """Bergamo to Milan, cathedral to cathedral: 45 km."""
    assert metres((45.7036, 9.6626), (45.4641, 9.1919)) == pytest.approx(45_400, rel=0.01)
