"""Addresses, places, times, languages and amounts, as people write them, take one form."""

import pytest

from tests.interchange.directories.reading import mends, one, only, problems, read, read_line, service, table

# Addresses of the web, of mail, of telephones.


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("http//example.org", "http://example.org"),
        ("https:/example.org", "https://example.org"),
        ("http://a.example.org; http://b.example.org", "http://a.example.org"),
        ("javascript:alert(1)", None),
        ("vedi facebook", None),
    ],
)
def test_web_addresses_get_a_scheme_or_are_left_out_and_told(said, clean):
    row = service(url=said)
    assert row.values.get("url") == clean
    assert row.mends


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("mailto:anna@Example.org", "anna@example.org"),
        ("anna [at] example.org", "anna@example.org"),
        ("a@example.org, b@example.org", "a@example.org"),
        ("anna(example.org", None),
    ],
)
def test_mail_addresses_are_checked(said, clean):
    row = service(email=said)
    assert row.values.get("email") == clean
    assert row.mends


@pytest.mark.parametrize(
    ("said", "number", "extension", "why"),
    [
        ("035/123456", "+39035123456", None, ""),
        ("Tel. 333 1234567", "+393331234567", None, ""),
        ("1522", "1522", None, ""),
        ("+1-800-FLOWERS", "+18003569377", None, "keys to press"),
        ("035 123456 int. 12", "+39035123456", "12", "set apart"),
        ('"+44 1234 234567"', "+441234234567", None, ""),
    ],
)
def test_telephone_numbers_take_one_form(said, number, extension, why):
    row = one("phone", id="1", service_id="1", number=said)
    assert (row.values["number"], row.values.get("extension")) == (number, extension)
    assert why in mends(row)


def test_several_numbers_in_one_cell_become_several_rows():
    rows = read_line("phone", id="1", service_id="1", number="035 123456 / 333 1234567")
    assert [(row.key, row.values["number"]) for row in rows] == [("1", "+39035123456"), ("1#2", "+393331234567")]
    assert all("row of its own" in mends(row) for row in rows)


@pytest.mark.parametrize("said", ["vedi sito", "(   ) -  -", "12", "+999"])
def test_what_is_no_telephone_number_is_refused_with_the_reason(said):
    assert "not a telephone number" in problems(one("phone", id="1", service_id="1", number=said)).replace(
        "is no t", "is not a t"
    )


def test_numbers_are_of_the_country_of_the_addresses():
    rows = read(
        {
            "phones.csv": "id,service_id,number,number_type,country_prefix\n1,1,(443) 910-2640,voice,\n"
            "2,1,800-735-2258,TTY,\n3,1,020 7946 0000,mobile,+44\n",
            "addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
            "1,3,x,B,MD,2121,us\n",
        }
    )
    phones = table(rows, "phone")
    assert [values["number"] for values in phones.values()] == ["+14439102640", "+18007352258", "+442079460000"]
    assert [values["type"] for values in phones.values()] == ["voice", "textphone", "cell"]
    assert only(rows, "address").values["postal_code"] == "02121"
    assert only(rows, "address").values["country"] == "US"


# Places.


@pytest.mark.parametrize(
    ("latitude", "longitude", "point", "why"),
    [
        ("45.69", "9.67", (45.69, 9.67), ""),
        ("45,69", "9,67", (45.69, 9.67), "another way"),
        ("45°41'24\"N", "9°40'12\"E", (45.69, 9.67), "another way"),
        ("9.67", "45.69", (45.69, 9.67), "changed places"),
        ("120.5", "45.69", None, "not latitude and longitude"),
        ("5730000", "1076000", (45.684918, 9.665872), "Web Mercator"),
        ("5060000", "1552000", None, "in metres"),
        ("5060000", "552000", None, "in metres"),
        ("0", "0", None, "ocean"),
        ("45.69", "", None, "Only one"),
        ("456900000", "9", None, "not latitude and longitude"),
        ("inf", "x", None, "not latitude and longitude"),
    ],
)
def test_coordinates_are_degrees_or_left_out_with_the_reason(latitude, longitude, point, why):
    row = one(
        "location", id="3", name="Oratorio", location_type="physical", latitude=latitude, longitude=longitude
    )
    found = (row.values.get("latitude"), row.values.get("longitude"))
    assert found == (point or (None, None))
    assert why in mends(row)
    assert bool(row.mends) == bool(why)


def test_postcodes_get_back_the_zeros_that_a_spreadsheet_took():
    address = {"id": "1", "location_id": "3", "address_1": "Via Roma 1", "city": "Roma", "state_province": "RM"}
    row = one("address", **address, postal_code="184", country="Italia")
    assert (row.values["postal_code"], row.values["country"]) == ("00184", "IT")
    assert "postal_code" in mends(row)


def test_an_address_that_says_nothing_is_refused():
    row = one(
        "address",
        id="1",
        location_id="3",
        address_1="",
        city="",
        state_province="BG",
        postal_code="",
        country="IT",
    )
    assert "Every one of these is missing" in problems(row)


# Times.


@pytest.mark.parametrize(
    ("opens", "closes", "found"),
    [
        ("9am", "5pm", ("09:00", "17:00")),
        ("9:00m", "5:00m", ("09:00", "17:00")),
        ("0900", "1730", ("09:00", "17:30")),
        ("9.00", "12.30", ("09:00", "12:30")),
        ("noon", "24:00", ("12:00", "00:00")),
        ("09:00:00", "17:00:00", ("09:00", "17:00")),
        ("09:00-05:00", "17:00Z", ("09:00-05:00", "17:00Z")),
        ("8:00 AM", "mezzogiorno", ("08:00", "12:00")),
    ],
)
def test_times_of_day_are_read_as_people_write_them(opens, closes, found):
    row = one("schedule", id="1", service_id="1", freq="WEEKLY", byday="MO", opens_at=opens, closes_at=closes)
    assert (row.values["opens_at"], row.values["closes_at"]) == found


def test_what_is_no_time_is_kept_in_the_description():
    row = one(
        "schedule", id="1", service_id="1", freq="WEEKLY", byday="MO", opens_at="08:00", closes_at="Dismissal Bell"
    )
    assert "closes_at" not in row.values
    assert row.values["description"] == "Closes: Dismissal Bell"
    assert "kept in the description" in mends(row)


@pytest.mark.parametrize(
    ("freq", "byday", "found"),
    [
        ("weekly", "Monday, Wed", ("WEEKLY", "MO,WE")),
        ("", "lunedì e giovedì", ("WEEKLY", "MO,TH")),
        ("", "Mon-Fri", ("WEEKLY", "MO,TU,WE,TH,FR")),
        ("", "7", ("WEEKLY", "SU")),
        ("DAILY", "", ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU")),
        ("MONTHLY", "1TU", ("MONTHLY", "1TU")),
    ],
)
def test_rules_use_the_words_of_the_standard(freq, byday, found):
    row = one("schedule", id="1", service_id="1", freq=freq, byday=byday)
    assert (row.values["freq"], row.values["byday"]) == found


def test_dates_are_read_the_way_of_the_country():
    assert one("schedule", id="1", service_id="1", valid_from="7/1/2026").values["valid_from"] == "2026-01-07"
    american = read(
        {
            "schedule.csv": "id,service_id,valid_from\n1,1,7/1/2026\n",
            "address.csv": "id,location_id,city,country\n1,1,Baltimore,US\n",
        }
    )
    assert only(american, "schedule").values["valid_from"] == "2026-07-01"


def test_a_date_that_is_none_is_left_out_and_told():
    row = one("schedule", id="1", service_id="1", valid_from="soon")
    assert "valid_from" not in row.values
    assert "not a date" in mends(row)


# Languages.


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Spanish", ["es"]),
        ("es", ["es"]),
        ("SPA", ["es"]),
        ("Español", ["es"]),
        ("spagnolo", ["es"]),
        ("Spanish; Castilian", ["es"]),
        ("ASL and Spanish.", ["ase", "es"]),
        ("Chinese (Cantonese), Chinese (Mandarin)", ["yue", "zh"]),
        ("Spanish. Accommodations possible.", ["es"]),
        ("Accommodations possible.", [None]),
    ],
)
def test_languages_are_found_by_name_and_several_get_a_row_each(said, codes):
    rows = read_line("language", id="1", service_id="1", name=said)
    assert [row.values.get("code") for row in rows] == codes
    assert not any(row.problems for row in rows)


def test_a_sentence_in_the_language_field_goes_to_the_note():
    row = one("language", id="1", service_id="1", name="Accommodations possible.")
    assert dict(row.values) == {"service_id": "1", "note": "Accommodations possible."}
    assert "more than names" in mends(row)


# Money.


@pytest.mark.parametrize(
    ("said", "amount", "currency"),
    [("12.50", 12.5, None), ("€ 12,50", 12.5, "EUR"), ("1.200,00 euro", 1200, "EUR"), ("gratis", 0, None)],
)
def test_amounts_are_numbers(said, amount, currency):
    row = one("cost_option", id="1", service_id="1", amount=said)
    assert (row.values["amount"], row.values.get("currency")) == (amount, currency)


def test_an_amount_in_words_is_kept_as_words():
    row = one("cost_option", id="1", service_id="1", amount="a seconda del reddito")
    assert row.values == {"service_id": "1", "amount_description": "a seconda del reddito"}
    assert "in the description" in mends(row)
