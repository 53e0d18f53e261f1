"""Coming in, with one factor or two, and going out."""

import re

import pytest
from playwright.sync_api import Page, expect

from intreccio.demo.accounts import DOMAIN, PASSWORD
from tests.browser.accounts import NEWCOMER, SignIns, code_of
from tests.browser.conftest import PHONE, OpenPage

SIGN_IN = "/accounts/login/"


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.get_by_label("Posta elettronica").fill(address)
    page.get_by_label("Password").fill(password)
    page.locator("main").get_by_role("button", name="Accedi").click()


def give_code(page: Page, sign_ins: SignIns, role: str) -> None:
    """The code of this moment, and once more if its half minute was just over."""
    for _ in range(2):
        page.get_by_label(re.compile("[Cc]odice")).fill(sign_ins.code(role))
        page.locator("main").get_by_role("button", name="Accedi").click()
        if "authenticate" not in page.url:
            break


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_network_office_signs_in_with_password_and_code(
    open_page: OpenPage, sign_ins: SignIns, javascript: bool
) -> None:
    role = "network-office" if javascript else "planning-office"
    page = open_page(SIGN_IN, width=PHONE, javascript=javascript)
    sign_in(page, f"{role}@{DOMAIN}")
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    give_code(page, sign_ins, role)
    expect(page.get_by_role("link", name="Il tuo account")).to_be_visible()
    page.goto("/journal/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Registro delle operazioni")


def test_a_wrong_code_does_not_open(open_page: OpenPage, sign_ins: SignIns) -> None:
    page = open_page(SIGN_IN)
    sign_in(page, f"auditor@{DOMAIN}")
    page.get_by_label(re.compile("[Cc]odice")).fill("000000")
    page.locator("main").get_by_role("button", name="Accedi").click()
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    expect(page.locator(".errorlist")).to_be_visible()


def test_a_steward_signs_in_without_a_second_factor_and_out_again(open_page: OpenPage) -> None:
    page = open_page(SIGN_IN)
    sign_in(page, f"steward@{DOMAIN}")
    page.get_by_role("link", name="Il tuo account").click()
    page.get_by_role("navigation", name="Il tuo account").get_by_role("link", name="Esci").click()
    page.locator("main").get_by_role("button", name="Esci").click()
    expect(page.get_by_role("link", name="Accedi")).to_be_visible()


def test_a_wrong_password_is_refused_in_words_and_the_address_kept(open_page: OpenPage) -> None:
    page = open_page(SIGN_IN)
    sign_in(page, f"steward@{DOMAIN}", "sbagliata-davvero")
    expect(page.locator("main")).to_contain_text("non sono giusti")
    expect(page.get_by_label("Posta elettronica")).to_have_value(f"steward@{DOMAIN}")
    expect(page.get_by_label("Password")).to_have_value("")


def test_a_role_that_needs_a_second_factor_sets_one_up_before_anything_else(open_page: OpenPage) -> None:
    page = open_page(SIGN_IN)
    sign_in(page, NEWCOMER)
    expect(page).to_have_url(re.compile("/accounts/2fa/totp/activate/"))
    picture = page.locator("img.qr")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.goto("/network/")
    expect(page).to_have_url(re.compile("/accounts/2fa/totp/activate/"))
    key = page.get_by_label(re.compile("[Cc]hiave|[Ss]egreto")).input_value()
    page.get_by_label(re.compile("[Cc]odice")).fill(code_of(key))
    page.locator("main").get_by_role("button", name="Attiva").click()
    page.goto("/network/")
    expect(page.get_by_role("heading", level=1)).to_have_text("La rete")


@pytest.mark.parametrize(
    ("role", "may"),
    [("network-office", True), ("auditor", True), ("steward", False), ("employer-contact", False)],
)
def test_the_journal_is_for_those_who_may_read_it(open_page: OpenPage, role: str, may: bool) -> None:
    has_desk = role == "network-office"
    page = open_page("/office/" if has_desk else "/", role=role)
    place = page.get_by_role("main" if has_desk else "banner")
    expect(place.get_by_role("link", name="Registro delle operazioni")).to_have_count(1 if may else 0)
    answer = page.goto("/journal/")
    assert answer is not None
    assert answer.status == (200 if may else 403)


def test_a_visitor_who_asks_for_the_journal_is_asked_to_sign_in(open_page: OpenPage) -> None:
    page = open_page("/journal/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/journal/"))
