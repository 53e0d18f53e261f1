"""The register of processing says something of every table about people, and nothing of tables that are gone."""

from click.testing import CliRunner

from intreccio.web.privacy.command import QUESTIONS, processing
from intreccio.web.privacy.register import declared, register, tables_about_people


def test_every_table_about_people_is_declared_and_no_other():
    assert set(declared()) == {model._meta.label for model in tables_about_people()}


def test_names_are_encrypted_and_closed_and_not_counted():
    identity = next(one for one in register() if one.label == "people.Identity")
    assert {"given_name", "tax_code", "phone"} <= set(identity.encrypted)
    assert (identity.is_closed, identity.is_counted) == (True, False)


def test_everybody_reads_it(db, client):
    page = client.get("/privacy/register/", headers={"accept-language": "en"}).content.decode()
    assert "The answers as the record" in page
    assert "statistics cannot read it" in page


def test_the_command_prints_a_table_and_the_questions_of_an_assessment():
    printed = CliRunner().invoke(processing, ["--assessment", "--language", "en"])
    assert printed.exit_code == 0, printed.output
    assert printed.output.count("\n| ") == len(tables_about_people()) + 1
    assert all(f"## {title}" in printed.output for title, _ in QUESTIONS)
