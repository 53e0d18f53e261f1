"""People come to act for an organisation by a claim with a proof, or by an invitation; both are checked."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile

from intreccio.accounts.models import User
from intreccio.actors.actions import add_member, claim, forget_proofs, invite, refuse_claim
from intreccio.actors.models import Claim, Invitation, Member
from intreccio.actors.queries import proofs_to_forget
from intreccio.actors.rules.joining import PROOF_DAYS
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, SYSTEM
from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.files.storing import path_of
from intreccio.kernel.messages.models import OutgoingMessage
from tests.actors import factories
from tests.web.test_queries import asked

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a letter of the president"
ACCOUNT = {"name": "Bruna", "password": "quattro parole facili qui"}


@pytest.fixture
def orphan():
    return factories.organisation("Lune Nuove")


def asking(**more):
    proof = SimpleUploadedFile("lettera.pdf", PDF, content_type="application/pdf")
    return {"name": "Bruna", "mail": "bruna@example.org", "words": "Segretaria.", "proof": proof, **more}


def link_in_the_mail(kind="invitation"):
    mail = OutgoingMessage.objects.filter(kind=kind).order_by("created_at").last()
    return re.search(r"https?://[^/]+(/\S+)", mail.body)[1]


class TestClaiming:
    def test_from_the_page_to_the_role(self, network, orphan, signed_in):
        reader, office = signed_in(), signed_in(network.office)
        assert f"/network/{orphan.pk}/claim/" in reader.get(f"/network/{orphan.pk}/").content.decode()
        assert reader.post(f"/network/{orphan.pk}/claim/", asking()).status_code == 200
        page = f"/office/claims/{Claim.objects.get().pk}/"
        assert "Bruna" in office.get("/office/claims/").content.decode()
        assert b"".join(office.get(page + "proof/").streaming_content) == PDF
        assert office.post(page, {"verb": "approve"}).status_code == 303
        assert reader.post(link_in_the_mail(), ACCOUNT).status_code == 303
        member = Member.objects.get(organisation=orphan)
        assert (member.role, member.user.email) == ("steward", "bruna@example.org")

    def test_what_is_looked_after_cannot_be_claimed(self, network, signed_in):
        client = signed_in()
        assert "/claim/" not in client.get(f"/network/{network.body.pk}/").content.decode()
        client.post(f"/network/{network.body.pk}/claim/", asking())
        assert not Claim.objects.exists()

    def test_a_refusal_is_sent_with_its_reason_and_erases_mail_and_words(self, network, orphan, signed_in):
        signed_in().post(f"/network/{orphan.pk}/claim/", asking())
        page = f"/office/claims/{Claim.objects.get().pk}/"
        office = signed_in(network.office)
        assert office.post(page, {"reason": " "}).status_code == 422
        office.post(page, {"reason": "Il presidente non la conosce."})
        made = Claim.objects.get()
        assert (made.state, made.mail, made.words) == ("refused", None, None)
        assert "non la conosce" in OutgoingMessage.objects.get(kind="claim-refused").body
        assert not Invitation.objects.exists()

    def test_the_office_decides_once(self, network, orphan, signed_in):
        signed_in().post(f"/network/{orphan.pk}/claim/", asking())
        page, office = f"/office/claims/{Claim.objects.get().pk}/", signed_in(network.office)
        office.post(page, {"reason": "No."})
        office.post(page, {"verb": "approve"})
        assert Claim.objects.get().state == "refused"

    def test_a_file_of_the_wrong_kind_is_refused_beside_its_field(self, orphan, signed_in):
        wrong = SimpleUploadedFile("lettera.pdf", b"MZ\x00\x01", content_type="application/pdf")
        answer = signed_in().post(f"/network/{orphan.pk}/claim/", asking(proof=wrong))
        assert answer.status_code == 422
        assert "Segretaria." in answer.content.decode()
        assert not Claim.objects.exists()

    def test_only_the_office_sees_claims_and_their_proofs(self, network, orphan, signed_in):
        signed_in().post(f"/network/{orphan.pk}/claim/", asking())
        page = f"/office/claims/{Claim.objects.get().pk}/"
        for path in ("/office/claims/", page, page + "proof/"):
            assert signed_in(network.steward).get(path).status_code == 403
            assert signed_in().get(path).status_code == 302
        assert signed_in(network.steward).post(page, {"verb": "approve"}).status_code == 403
        assert Claim.objects.get().state == "waiting"


class TestInvitations:
    def test_a_link_works_once(self, network, signed_in):
        signed_in(network.steward).post(
            f"/network/{network.body.pk}/members/", {"mail": "new@example.org", "role": "operator"}
        )
        link, reader = link_in_the_mail(), signed_in()
        assert "Operatore" in reader.get(link).content.decode()
        assert not User.objects.filter(email="new@example.org").exists()
        assert reader.post(link, ACCOUNT).status_code == 303
        assert reader.get(link).status_code == reader.post(link, ACCOUNT).status_code == 410
        assert Member.objects.filter(user__email="new@example.org").count() == 1

    def test_one_that_is_too_old_offers_a_new_one(self, network, signed_in):
        invite(organisation=network.body, mail="new@example.org", role="operator", by=SYSTEM)
        link, reader = link_in_the_mail(), signed_in()
        with clock.at(clock.now() + timedelta(days=15)):
            assert reader.get(link).status_code == 410
            assert "Mandami un nuovo link" in reader.get(link).content.decode()
            assert reader.post(link, ACCOUNT).status_code == 200
            assert not User.objects.filter(email="new@example.org").exists()
            assert reader.post(link_in_the_mail(), ACCOUNT).status_code == 303

    def test_who_has_an_account_needs_no_password(self, network, signed_in):
        known = factories.user()
        invite(organisation=network.body, mail=known.email.upper(), role="operator", by=SYSTEM)
        assert signed_in().post(link_in_the_mail()).status_code == 303
        assert Member.objects.get(user=known).role == "operator"

    def test_a_weak_password_is_refused_and_the_name_kept(self, network, signed_in):
        invite(organisation=network.body, mail="new@example.org", role="operator", by=SYSTEM)
        answer = signed_in().post(link_in_the_mail(), {"name": "Bruna", "password": "password123"})
        assert answer.status_code == 422
        assert "Bruna" in answer.content.decode()

    def test_a_withdrawn_one_opens_nothing(self, network, signed_in):
        invite(organisation=network.body, mail="new@example.org", role="operator", by=SYSTEM)
        page = f"/network/{network.body.pk}/invitations/{Invitation.objects.get().pk}/withdraw/"
        assert signed_in(network.steward).post(page).status_code == 303
        assert signed_in().post(link_in_the_mail(), ACCOUNT).status_code == 410

    def test_a_forged_link_is_refused(self, network, signed_in):
        assert signed_in().get("/invitation/forged/").status_code == 410


class TestMembers:
    def test_the_steward_changes_and_ends(self, network, signed_in):
        other = add_member(organisation=network.body, user=factories.user(), role="operator", by=SYSTEM)
        client, base = signed_in(network.steward), f"/network/{network.body.pk}/members/"
        assert other.user.email in client.get(base).content.decode()
        client.post(f"{base}{other.pk}/change/", {"role": "steward"})
        changed = Member.objects.get(user=other.user, until=None)
        assert changed.role == "steward"
        client.post(f"{base}{changed.pk}/end/")
        assert not Member.objects.filter(user=other.user, until=None).exists()

    def test_a_steward_gives_no_role_of_the_network_and_takes_none(self, network, signed_in):
        officer = add_member(organisation=network.body, user=factories.user(), role="network-office", by=SYSTEM)
        client, base = signed_in(network.steward), f"/network/{network.body.pk}/members/"
        assert client.post(base, {"mail": "x@example.org", "role": "network-office"}).status_code == 422
        assert client.post(f"{base}{officer.pk}/end/").status_code == 403
        assert Member.objects.get(pk=officer.pk).until is None

    @pytest.mark.parametrize("role", [None, "operator", "link-worker"])
    def test_others_neither_see_nor_invite(self, network, signed_in, role):
        client = signed_in(factories.user((network.body, role)) if role else None)
        if role:
            TOTP.activate(Member.objects.get(role=role).user, generate_totp_secret())
        page = f"/network/{network.body.pk}/members/"
        assert client.get(page).status_code == (403 if role else 302)
        client.post(page, {"mail": "x@example.org", "role": "operator"})
        assert not Invitation.objects.exists()

    def test_a_steward_reaches_no_member_of_another_body(self, network, orphan, signed_in):
        member = add_member(organisation=orphan, user=factories.user(), role="operator", by=SYSTEM)
        page = f"/network/{network.body.pk}/members/{member.pk}/end/"
        assert signed_in(network.steward).post(page).status_code == 404


class TestManyRows:
    def test_many_members_ask_no_more(self, network, signed_in):
        client, page = signed_in(network.steward), f"/network/{network.body.pk}/members/"
        few = asked(client, page)
        for _ in range(5):
            add_member(organisation=network.body, user=factories.user(), role="operator", by=SYSTEM)
            invite(organisation=network.body, mail="new@example.org", role="operator", by=SYSTEM)
        assert asked(client, page) == few

    def test_many_claims_ask_no_more(self, network, orphan, signed_in):
        office = signed_in(network.office)
        said = {"name": "Bruna", "mail": "b@example.org", "words": "Segretaria."}
        claim(organisation=orphan, by=NOBODY, **said)
        few = asked(office, "/office/claims/")
        for _ in range(5):
            claim(organisation=orphan, by=NOBODY, **said)
        assert asked(office, "/office/claims/") == few


def test_the_proof_of_a_decided_claim_is_deleted_in_time_and_only_once(
    network, orphan, signed_in, django_capture_on_commit_callbacks
):
    signed_in().post(f"/network/{orphan.pk}/claim/", asking())
    claimed = Claim.objects.get()
    content = path_of(claimed.proof.sha256)
    with clock.at(clock.now() + timedelta(days=PROOF_DAYS + 1)):
        assert forget_proofs(by=SYSTEM) == 0
    refuse_claim(claim=claimed, reason="no", by=SYSTEM)
    assert forget_proofs(by=SYSTEM) == 0
    later = clock.now() + timedelta(days=PROOF_DAYS + 1)
    with clock.at(later), django_capture_on_commit_callbacks(execute=True):
        assert proofs_to_forget().count() == 1
        assert forget_proofs(by=SYSTEM) == 1
        assert forget_proofs(by=SYSTEM) == 0
    assert not content.exists()
    assert not StoredFile.objects.exists()
    assert Claim.objects.get().proof is None
