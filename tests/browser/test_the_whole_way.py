"""A woman without a name, from the parish's listening centre to a group that takes her, and back with what came of it.

Everybody does their part in a browser of their own: the helper, a body without an account, the woman, the planner.
"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect
from psycopg.conninfo import make_conninfo

from intreccio.kernel import clock
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.mail import links_to, texts_to
from tests.harness import SUPERUSER

NICKNAME = "Amal"
TERM = "activities:lingua-studio/italiano"
WITHOUT_ACCOUNT = """
    SELECT organisation.id::text, organisation.email FROM catalogue_service AS service
    JOIN actors_organisation AS organisation ON organisation.id = service.organisation_id
    WHERE service.id = %s AND organisation.email <> ''
      AND NOT EXISTS (SELECT FROM actors_member AS member WHERE member.organisation_id = organisation.id)
"""


@pytest.fixture
def database(shown_database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(make_conninfo(os.environ[SUPERUSER], dbname=shown_database)) as connection:
        yield connection


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_the_whole_way(
    open_page: OpenPage,
    database: psycopg.Connection,
    shown_database: str,
    shown_folder: Path,
) -> None:
    helper = open_page("/people/new/", role="volunteer-helper")
    record = _registered(helper)
    card, pin = _key_given(helper, record)
    _goal_set(helper, record, "3")
    assert helper.request.get(f"{record}plan/copy.pdf").body().startswith(b"%PDF")

    hub_mail = _referred(helper, record, database)
    referral = helper.url
    link = [one for one in links_to(hub_mail, shown_database, shown_folder) if "/answer/" in one][-1]
    answer = "/" + link.split("/", 3)[3]
    hub = open_page(answer)
    assert NICKNAME not in hub.content(), "who is asked does not read a name"
    press(hub, "Lo prendiamo noi")
    press(hub, "Manda il codice al nostro indirizzo registrato")
    code = re.findall(r"\b\d{6}\b", texts_to(hub_mail, shown_database, shown_folder)[-1])[-1]
    hub.get_by_label("Codice").fill(code)
    press(hub, "Mostra di chi si tratta")
    expect(hub.locator("main")).to_contain_text(NICKNAME)

    hub.goto(answer)
    hub.get_by_label("Proponi una data").fill(f"{clock.today() + timedelta(days=7)}T15:00")
    press(hub, "Invia")
    helper.goto(referral)
    press(helper, "Va bene questa")
    expect(helper.locator("main")).to_contain_text("Si incontrano")

    hub.reload()
    hub.get_by_label("Qual è l'ultimo passo fatto?").select_option("attended")
    press(hub, "Annota")
    _goal_set(helper, record, "6")
    hub.get_by_text("È andata", exact=True).click()
    hub.locator("details[open]").get_by_role("radio").first.check()
    hub.locator("details[open]").get_by_role("button").click()
    hub.wait_for_load_state()
    helper.goto(referral)
    expect(helper.locator("main")).to_contain_text("Completato")

    _reads_her_record(open_page, card, pin)
    planner = open_page("/numbers/referrals/", role="planning-office")
    for told in planner.locator(".tile-value").all_inner_texts():
        assert told == "meno di 5" or int(re.sub(r"\D", "", told)) % 5 == 0
    assert planner.request.get(record).status == 403, "who plans does not learn that she exists"


def _registered(page: Page) -> str:
    """Somebody who says only what to call her, and that she speaks Arabic; the address of her record."""
    page.locator("select[name=language]").select_option("ar")
    page.locator("input[name=nickname]").fill(NICKNAME)
    page.locator("input[name=with_card]").check()
    press(page, "Salva")
    return page.url


def _key_given(page: Page, record: str) -> tuple[str, str]:
    page.goto(f"{record}key/")
    press(page, "Dai tessera e PIN")
    card, pin = page.locator(".key-card dd strong").all_inner_texts()
    return card, pin


def _goal_set(page: Page, record: str, value: str) -> None:
    """Her goal, and how far she says she is; the second time only how far."""
    page.goto(f"{record}plan/")
    if page.locator("article.card").count():
        page.locator("article.card select").select_option(value)
        press(page, "Annota")
    else:
        page.locator("textarea[name=matters]").fill("أريد أن أتكلم مع معلمة ابني")
        page.locator("form", has=page.locator("textarea[name=matters]")).get_by_role("button").click()
        page.wait_for_load_state()
        form = page.locator("form", has=page.locator("[name=words]"))
        form.locator("[name=words]").fill("أتعلم الإيطالية")
        form.locator("[name=value]").select_option(value)
        form.get_by_role("button").click()
    page.wait_for_load_state()
    expect(page.locator("article.card")).to_contain_text(value)


def _referred(page: Page, record: str, database: psycopg.Connection) -> str:
    """To two bodies without an account, whoever takes it; the address of the first."""
    page.goto(f"{record}refer/?term={TERM}&where=Dalmine")
    offered = [one.get_attribute("value") for one in page.locator("input[name=services]").all()]
    without = {one: found for one in offered if (found := database.execute(WITHOUT_ACCOUNT, [one]).fetchone())}
    bodies = {body: (service, mail) for service, (body, mail) in reversed(without.items())}
    chosen = list(bodies.values())[:2]
    assert len(chosen) == 2, offered
    for service, _ in chosen:
        page.locator(f"input[name=services][value='{service}']").check()
    page.locator("textarea[name=said]").fill("Vuole imparare l'italiano; ha un bambino di quattro anni.")
    page.locator("input[name=agreed]").check()
    press(page, "Manda l'invio")
    assert re.search(r"/referrals/[0-9a-f-]{36}/$", page.url), page.locator(
        ".notice, .field-wrong"
    ).all_inner_texts()
    return str(chosen[0][1])


def _reads_her_record(open_page: OpenPage, card: str, pin: str) -> None:
    """In Arabic, on a telephone: what came of it, and who has looked; and she prints it."""
    page = open_page(f"/mine/#{card.replace('-', '')}", width=PHONE, language="ar")
    expect(page.locator("input[name=card]")).to_have_value(card.replace("-", ""))
    page.locator("input[name=pin]").fill(pin)
    press(page, "افتح ملفي")
    assert page.locator("html").get_attribute("dir") == "rtl"
    main = page.locator("main")
    expect(main).to_contain_text("مكتملة")
    expect(main).to_contain_text("أتعلم الإيطالية 6")
    expect(main.locator("table").last).to_contain_text("Santa Marta")
    assert page.pdf().startswith(b"%PDF")
