"""Registers of third-sector bodies come in as proposals, mended where they can be, never as truth."""

import io
from dataclasses import replace

import pytest

from intreccio.actors.actions import add_unit, change_verification, edit_organisation
from intreccio.actors.models import Organisation, Site
from intreccio.actors.queries import details_of
from intreccio.interchange.registers.guessing import guess_kind, guess_legal_form
from intreccio.interchange.registers.third_sector import THIRD_SECTOR
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import kind_named
from intreccio.kernel.imports.reports import reasons
from intreccio.kernel.journal.models import JournalEntry

HEADER = "codice_fiscale,denominazione,regione,pr,nome_comune,istat_code,ets_e_onlus,asd,kind_guess,lat,lon\n"
BERGAMO = "LOMBARDIA,BG,BERGAMO,016024"
GOOD = f"80051890152,FONDAZIONE DEI COLLI ONLUS,{BERGAMO},X,,fondazione,45.69,9.67\n"


def checked(text):
    run = actions.stage(kind=THIRD_SECTOR, file=io.BytesIO(text.encode()), name="register.csv", by=SYSTEM)
    return actions.check(run=run, by=SYSTEM)


def applied(text):
    return actions.apply(run=checked(text), by=SYSTEM)


@pytest.mark.django_db
def test_a_body_comes_in_as_a_proposal_with_its_municipality_and_no_place(bergamo):
    applied(HEADER + GOOD)
    body = Organisation.objects.get()
    assert (body.name, body.kind, body.legal_form) == (
        "FONDAZIONE DEI COLLI ONLUS",
        "foundation",
        "ex-onlus-to-verify",
    )
    assert (body.verification, body.source, body.is_public) == ("proposed", "third-sector-5x1000", False)
    assert body.municipality.name == "Bergamo"
    assert not Site.objects.exists()


@pytest.mark.django_db
def test_lost_zeros_come_back_and_are_told(bergamo):
    row = checked(HEADER + f"743110157,ENTE,{BERGAMO},,,,,\n").rows.get()
    assert (row.key, row.outcome, row.mended) == ("00743110157", "new", True)
    assert "“743110157” had lost the zeros in front: 00743110157." in reasons(row, "en")


@pytest.mark.django_db
def test_a_wrong_check_digit_is_refused_and_the_rest_taken(bergamo):
    run = applied(HEADER + f"80051890153,ENTE,{BERGAMO},,,,,\n" + GOOD)
    assert (run.new, run.refused) == (1, 1)
    assert "non è valido" in reasons(run.rows.get(outcome="refused"), "it")


@pytest.mark.django_db
def test_an_unknown_municipality_is_told_and_the_body_kept(bergamo):
    run = applied(HEADER + "80051890152,ENTE,LAZIO,RM,ROMA,058091,,,,,\n")
    assert (run.new, run.mended) == (1, 1)
    assert Organisation.objects.get().municipality is None
    assert "ROMA RM 058091 is not among this installation's municipalities" in reasons(run.rows.get(), "en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "Codice Fiscale;Denominazione Ente;Comune;Provincia\n80051890152;Dei Colli;bergamo;BG\n",
        "CF\tRagione sociale\tCITTA'\tProv.\n80051890152\tDei Colli\tBERGAMO\tBergamo\n",
        "Denominazione|Codice fiscale ente|Comune sede legale\nDei Colli|80051890152|Bergamo\n",
    ],
)
def test_other_headers_are_understood(bergamo, text):
    applied(text)
    body = Organisation.objects.get()
    assert (body.tax_code, body.name, body.municipality.name) == ("80051890152", "Dei Colli", "Bergamo")


@pytest.mark.django_db
def test_contacts_and_sections_are_cleaned_or_left_out_and_told():
    header = "Codice fiscale;Denominazione;Telefono;E-mail;Sito web;Sezione;Repertorio\n"
    applied(header + "80051890152;Uno;035 123456;info@uno.it;www.uno.it;B - APS;12345\n")
    body = Organisation.objects.get()
    assert (body.phone, body.email, body.website) == ("+39035123456", "info@uno.it", "https://www.uno.it")
    assert (body.runts_section, body.runts_number) == ("b", "12345")
    row = checked(header + "97519070011;Due;boh;boh;boh;boh;\n").rows.get()
    assert (row.outcome, row.mended, len(row.notes)) == ("new", True, 4)


@pytest.mark.django_db
def test_the_same_register_again_changes_nothing_and_a_new_name_is_a_change(bergamo):
    applied(HEADER + GOOD)
    assert applied(HEADER + GOOD).unchanged == 1
    run = applied(HEADER + GOOD.replace("DEI COLLI ONLUS", "DEI COLLI ETS"))
    assert run.rows.get().before == {"name": "FONDAZIONE DEI COLLI ONLUS", "legal_form": "ex-onlus-to-verify"}
    body = Organisation.objects.get()
    assert (body.name, body.legal_form, body.version) == ("FONDAZIONE DEI COLLI ETS", "fondazione", 2)


@pytest.mark.django_db
def test_what_people_wrote_or_checked_is_never_overwritten(bergamo):
    applied(HEADER + GOOD.replace(BERGAMO, ",,,"))
    body = Organisation.objects.get()
    edit_organisation(organisation=body, details=replace(details_of(body), name="Fondazione dei Colli"), by=SYSTEM)
    run = applied(HEADER + GOOD)
    assert run.rows.get().before == {"municipality_id": None}
    body.refresh_from_db()
    assert (body.name, body.municipality.name) == ("Fondazione dei Colli", "Bergamo")
    change_verification(organisation=body, verb="verify", by=SYSTEM)
    assert applied(HEADER + GOOD).unchanged == 1


@pytest.mark.parametrize(
    ("name", "hint", "sports", "kind", "form"),
    [
        ("A.S.D. ACCADEMIA SCHERMA", "", True, "sports-club", "asd"),
        ("CENTRO AIUTO ALLA VITA O.D.V.", "odv", False, "odv", ""),
        ("AURUNCA FELIX SOCIETA' COOPERATIVA SOCIALE", "", False, "social-cooperative", "societa-cooperativa"),
        ("COOPERATIVA SOCIALE ET S.C.S. ONLUS", "onlus", False, "social-cooperative", "societa-cooperativa"),
        ("FONDAZIONE AIRC PER LA RICERCA SUL CANCRO ETS", "fondazione", False, "foundation", "fondazione"),
        ("FONDAZIONE DI CARITA' SAN LORENZO", "fondazione", False, "foundation", "ex-onlus-to-verify"),
        ("AVIS REGIONALE DEL MOLISE", "odv", False, "odv", "ex-onlus-to-verify"),
        ("PROTEZIONE CIVILE SAN LORENZO", "other", False, "civil-protection", "ex-onlus-to-verify"),
        ("ASS.NE AMICI ANIMALI", "other", False, "association", "ex-onlus-to-verify"),
        ("UNIVERSITA' DELLA TERZA ETA'", "other", False, "other", "ex-onlus-to-verify"),
        ("SUNSHINE", "other", False, "other", "ex-onlus-to-verify"),
    ],
)
def test_kinds_and_forms_are_guessed_from_names(name, hint, sports, kind, form):
    guessed = guess_kind(name, hint=hint, sports=sports)
    assert guessed == kind
    assert guess_legal_form(name, guessed, onlus_or_ets=not sports) == form


def test_the_register_is_known_by_its_name():
    assert kind_named("third-sector-5x1000") is THIRD_SECTOR


@pytest.mark.django_db
def test_an_undone_register_leaves_what_was_there_and_what_people_touched(bergamo):
    applied(HEADER + GOOD)
    before = list(Organisation.objects.values("name", "legal_form", "search_text"))
    run = applied(
        HEADER + GOOD.replace("DEI COLLI ONLUS", "DEI COLLI ETS") + f"97519070011,ALTRO,{BERGAMO},,,,,\n"
    )
    actions.undo(run=run, by=SYSTEM)
    assert list(Organisation.objects.values("name", "legal_form", "search_text")) == before
    undone = JournalEntry.objects.get(event="kernel.import-undone")
    assert undone.data == {"run": str(run.pk), "restored": 1, "removed": 1, "left": 0}


@pytest.mark.django_db
def test_undoing_leaves_organisations_that_somebody_changed_or_refers_to(bergamo):
    run = applied(HEADER + GOOD + f"97519070011,ALTRO,{BERGAMO},,,,,\n")
    change_verification(organisation=Organisation.objects.get(name="ALTRO"), verb="verify", by=SYSTEM)
    colli = Organisation.objects.get(tax_code="80051890152")
    add_unit(organisation=colli, name="Centro di ascolto", by=SYSTEM)
    actions.undo(run=run, by=SYSTEM)
    assert Organisation.objects.count() == 2
    assert JournalEntry.objects.get(event="kernel.import-undone").data["left"] == 2
