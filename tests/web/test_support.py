"""The support pages show staff what is kept: they change nothing and know no hidden address."""

import re
from collections.abc import Iterable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.urls.resolvers import RoutePattern

from intreccio.accounts.actions import open_account
from intreccio.accounts.models import User
from intreccio.actors.models import Member, Site, SitePrivateAddress
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.kernel.acting import SYSTEM
from intreccio.web import support
from tests.actors.factories import ADDRESS, organisation, site

pytestmark = pytest.mark.django_db
MODELS = sorted(support.site._registry, key=lambda model: model._meta.label)
SECRETS = (ADDRESS.street, "Pignolo", ADDRESS.notes)


def client(*, staff: bool) -> Client:
    user = open_account(
        email="staff@example.org", name="Ada", password="correct horse battery", staff=staff, by=SYSTEM
    )
    TOTP.activate(user, generate_totp_secret())
    browser = Client(HTTP_X_FORWARDED_PROTO="https", HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)
    return browser


@pytest.fixture
def staff() -> Client:
    return client(staff=True)


@pytest.fixture
def hidden_site() -> Site:
    return site(organisation(), visibility=AddressVisibility.HIDDEN)


def page(model, name: str, *arguments: object) -> str:
    return reverse(f"support:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def addresses(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    """Every address under a prefix, with "1" where one wants something."""
    for pattern in patterns:
        path = prefix + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif pattern.name == "app_list":
            yield from {f"{prefix}{model._meta.app_label}/" for model in MODELS}
        elif isinstance(pattern.pattern, RoutePattern):
            yield path


def test_nothing_that_is_sent_is_taken(staff):
    found = set(addresses(support.site.get_urls(), "/support/")) - {"/support/login/", "/support/logout/"}
    assert len(found) > 5 * len(MODELS)
    for address in found:
        assert staff.post(address, {"_save": "1", "post": "yes", "name": "x"}).status_code == 405, address


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_nothing_can_be_added_changed_or_deleted(staff, model, rf):
    pages = support.site._registry[model]
    request = rf.get("/")
    assert not pages.has_add_permission(request)
    assert not pages.has_change_permission(request)
    assert not pages.has_delete_permission(request)
    assert staff.get(page(model, "add")).status_code == 403
    assert staff.post(page(model, "add"), {}).status_code == 405


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_list_opens_with_few_queries(staff, model, django_assert_max_num_queries, hidden_site):
    with django_assert_max_num_queries(14):
        assert staff.get(page(model, "changelist")).status_code == 200


def test_every_thing_that_is_there_opens_without_a_way_to_save(staff, hidden_site):
    for thing in (hidden_site, hidden_site.organisation):
        response = staff.get(page(type(thing), "change", thing.pk))
        assert response.status_code == 200
        assert b'name="_save"' not in response.content
        assert staff.get(page(type(thing), "delete", thing.pk)).status_code == 403


def test_no_hidden_address_is_reachable(staff, hidden_site):
    assert SitePrivateAddress.objects.filter(site=hidden_site).exists()
    for address in (
        page(Site, "changelist"),
        page(Site, "change", hidden_site.pk),
        page(Site, "history", hidden_site.pk),
    ):
        text = staff.get(address).content.decode()
        assert [secret for secret in SECRETS if secret in text] == []
    for lookup in (
        "siteprivateaddress__street__startswith",
        "organisation__members__user__email__startswith",
        "street",
    ):
        assert staff.get(page(Site, "changelist"), {lookup: "V"}).status_code == 400


def test_models_that_identify_somebody_have_no_page():
    identifying = {model for model in apps.get_models() if getattr(model, "identifying", False)}
    assert {User, Member, SitePrivateAddress} <= identifying
    assert identifying.isdisjoint(MODELS)
    for model in MODELS:
        shown = {*support.site._registry[model].fields}
        related = {field.related_model for field in model._meta.get_fields() if field.name in shown}
        assert identifying.isdisjoint(related)


def test_organisations_are_found_by_name(staff):
    made = organisation("Città Alta")
    organisation("Passo Lento")
    text = staff.get(page(type(made), "changelist"), {"q": "CITTA"}).content.decode()
    assert "Città Alta" in text
    assert "Passo Lento" not in text


def test_only_staff_look(hidden_site):
    visitor = Client(HTTP_X_FORWARDED_PROTO="https")
    answer = visitor.get("/support/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=/support/")
    assert client(staff=False).get("/support/", follow=True).status_code == 403


def test_staff_without_a_second_factor_set_one_up_first():
    browser = Client(HTTP_X_FORWARDED_PROTO="https")
    browser.force_login(open_account(email="new@example.org", name="Ada", staff=True, by=SYSTEM))
    assert browser.get("/support/").url == reverse("mfa_activate_totp")


def test_accounts_cannot_be_changed_by_way_of_support(staff):
    assert staff.get("/support/password_change/").url == reverse("account_change_password")
    assert staff.post("/support/logout/").status_code == 200
