"""Columns find their fields by name and by sight; corrections go first."""

import pytest

from intreccio.kernel.imports.kinds import ImportField
from intreccio.kernel.imports.mapping import MappingRefused, propose, refuse_incomplete
from intreccio.kernel.text import Translated

TAX, NAME, TOWN = FIELDS = (
    ImportField(
        "tax_code",
        Translated(it="Codice fiscale", en="Tax code"),
        required=True,
        aliases=("CF",),
        looks_like=lambda text: text.isdigit() and len(text) == 11,
    ),
    ImportField(
        "name", Translated(it="Denominazione", en="Name"), aliases=("Denominazione Ente", "Ragione sociale")
    ),
    ImportField("town", Translated(it="Comune", en="Municipality"), aliases=("Città",)),
)


@pytest.mark.parametrize(
    "columns",
    [
        ["codice_fiscale", "denominazione", "comune"],
        ["CF", "DENOMINAZIONE ENTE", "CITTA'"],
        ["Codice Fiscale", "ragione-sociale", "città"],
        ["Codici fiscali", "Denominazioni", "Comuni"],
    ],
)
def test_columns_are_known_by_their_names(columns):
    assert propose(columns, FIELDS) == dict(zip(("tax_code", "name", "town"), columns, strict=True))


def test_a_column_without_a_telling_name_is_known_by_its_values():
    assert propose(["A", "B"], FIELDS, [["x", "80051890152"], ["y", "97519070011"]]) == {"tax_code": "B"}


def test_a_name_is_not_believed_against_its_values():
    assert "tax_code" not in propose(["CF"], FIELDS, [["Rossi"], ["Bianchi"]])


def test_what_is_given_goes_first_and_is_used_once():
    assert propose(["Denominazione", "Sigla"], FIELDS, given={"town": "Denominazione"}) == {
        "town": "Denominazione"
    }


def test_what_is_given_must_exist_and_the_nearest_is_named():
    with pytest.raises(MappingRefused, match="perhaps: tax_code"):
        propose(["CF"], FIELDS, given={"taxcode": "CF"})
    with pytest.raises(MappingRefused, match="perhaps: Denominazione"):
        propose(["Denominazione"], FIELDS, given={"name": "Denominazone"})


def test_a_required_field_without_column_is_refused_naming_the_columns():
    with pytest.raises(MappingRefused, match=r"Tax code.*columns are: A, B"):
        refuse_incomplete({"name": "A"}, ["A", "B"], FIELDS)
