"""A network for measuring: one body that sends, one that is asked, and persons."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client

from intreccio.accounts.actions import open_account
from intreccio.accounts.models import User
from intreccio.actors import actions as actors
from intreccio.actors.access import viewer_for
from intreccio.actors.models import Organisation
from intreccio.actors.rules.details import OrganisationDetails
from intreccio.actors.rules.kinds import OrganisationKind
from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
from intreccio.catalogue.models import Service, Term
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.ids import secret_id
from intreccio.pathways.actions import ReferralDraft, accept, send_referral
from intreccio.pathways.models import Offer
from intreccio.people.access import accompanying
from intreccio.people.actions import register
from intreccio.people.models import Person
from intreccio.people.rules.details import IdentityDetails


@dataclass(frozen=True)
class Network:
    """Who sends, who is asked, whom for."""

    sender: Who
    target: Who
    user: User
    service: Service
    term: Term
    persons: list[UUID]

    @classmethod
    def made(cls, persons: int) -> "Network":
        """Registers so many persons with the body that sends."""
        settings.ALLOWED_HOSTS = ["*"]
        ours, theirs = _house("Casa della Comunità"), _house("Santa Marta")
        sending, taking = _worker(ours, 1), _worker(theirs, 2)
        sender = accompanying(viewer_for(sending))
        texts = {"it": TextDraft(name="Corso di italiano")}
        service = add_service(draft=ServiceDraft(organisation=theirs, texts=texts), by=SYSTEM)
        term = Term.objects.get(taxonomy__slug="activities", code="lingua-studio/italiano")
        made = []
        with asking(sender):
            for number in range(persons):
                details = IdentityDetails("Maria", f"Rossi {number}")
                made.append(
                    register(custodian=ours, language="es", details=details, with_card=False, by=sender).pk
                )
        return cls(sender, accompanying(viewer_for(taking)), taking, service, term, made)

    def send(self, person: UUID) -> None:
        """Refer one person."""
        draft = ReferralDraft(term=self.term, said="Vuole imparare l'italiano", services=[self.service])
        with asking(self.sender):
            send_referral(id=secret_id(), person=Person.objects.get(pk=person), draft=draft, by=self.sender)

    def waiting(self) -> list[UUID]:
        """What the target is asked."""
        with asking(self.target):
            return list(Offer.objects.filter(state="waiting").values_list("pk", flat=True))

    def accept(self, offer: UUID) -> None:
        """Take one."""
        with asking(self.target):
            accept(offer=Offer.objects.select_related("organisation").get(pk=offer), by=self.target)

    def client(self) -> Client:
        """The browser of the one who is asked."""
        client = Client(headers={"X-Forwarded-Proto": "https"})
        client.force_login(self.user)
        return client

    def context(self) -> str:
        """What tells PostgreSQL that the sender asks."""
        told = {
            "user_id": self.sender.user, "organisation_id": self.sender.organisation, "purpose": "care", "sights": 15,
        }  # fmt: skip
        return "SELECT " + ", ".join(
            f"set_config('intreccio.{name}', '{value}', true)" for name, value in told.items()
        )

    def rows(self) -> list[str]:
        """Statements that make once more the rows of one sent referral."""
        from django.apps import apps

        with asking(self.sender):
            offer = Offer.objects.select_related("referral").order_by("pk").first()
        assert offer
        new = secret_id()
        referral = _again(apps.get_model("pathways", "Referral"), offer.referral_id, id=new)
        consent = _again(apps.get_model("people", "Consent"), offer.consent_id, id=secret_id())
        return [consent, referral, _again(Offer, offer.pk, id=secret_id(), referral_id=new), *[_ENTRY] * 2]


_ENTRY = "INSERT INTO kernel_journalentry (at, event, event_version, purpose, data) VALUES (now(), 'x', 1, 'care', '{}')"


def _again(model: Any, pk: Any, **changed: Any) -> str:
    columns = [field.column for field in model._meta.concrete_fields]
    values = [f"'{changed[name]}'" if name in changed else f'"{name}"' for name in columns]
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE id = '{pk}'"


def _house(name: str) -> Organisation:
    made = actors.register_organisation(
        details=OrganisationDetails(name=name, kind=OrganisationKind.APS), by=SYSTEM
    )
    actors.change_verification(organisation=made, verb="verify", by=SYSTEM)
    return made


def _worker(place: Organisation, number: int) -> User:
    made = open_account(email=f"w{number}@example.org", name="Ada", by=SYSTEM)
    actors.add_member(organisation=place, user=made, role="desk", by=SYSTEM)
    TOTP.activate(made, generate_totp_secret())
    return made
