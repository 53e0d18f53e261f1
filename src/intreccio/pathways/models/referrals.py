"""Referrals (*invii*): from one who accompanies a person to one who can help, and back with what came of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation
from intreccio.actors.models.organisations import among
from intreccio.catalogue.models import Service, Term
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel
from intreccio.pathways.policies import OF_ATTACHMENT, OF_OFFER, OF_REFERRAL, OF_REMARK
from intreccio.pathways.rules.referring import OPEN, OfferState, Outcome, ReferralState, Refusal, Urgency
from intreccio.people.models import Consent, Person
from intreccio.people.rules.granting import LegalBasis


class Referral(VersionedModel):
    """That a person is sent to somebody who can help; asked of one body, or of several of which the first takes it.

    What those asked read before they accept stands here: what it is about, language, age band; nothing that names
    the person. Names and contacts are theirs once they accepted. The legal basis and the person's agreement are two
    things. `considered` keeps who was nearest when it was sent, so that subsidiarity can be looked into:
    `[{"service", "km", "public", "chosen"}]`. `own_paid`: to a service for which the sender itself takes money.
    """

    policies = OF_REFERRAL

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="referrals")
    from_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_user = models.UUIDField(null=True)
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    said = EncryptedTextField(help_text="What it is about, without naming anybody.")
    language = models.CharField(max_length=10)
    age_band = models.CharField(max_length=10, blank=True)
    urgency = models.CharField(max_length=10)
    adaptations = ArrayField(models.CharField(max_length=20), default=list)
    companion = EncryptedTextField(null=True, help_text="Who goes along the first time.")
    legal_basis = models.CharField(max_length=20)
    agreed = models.BooleanField()
    discloses = models.PositiveSmallIntegerField(help_text="Bits of `Sight` that acceptance opens.")
    considered = models.JSONField(default=list)
    why_chosen = EncryptedTextField(null=True)
    own_paid = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=ReferralState.REQUESTED.value)
    progress = models.CharField(max_length=20, blank=True)
    meets_at = models.DateTimeField(null=True, help_text="The date that both sides settled on.")
    outcome = models.CharField(max_length=20, blank=True)
    last_words = EncryptedTextField(null=True, help_text="The reason given with the last step.")
    agreement_withdrawn_at = models.DateTimeField(null=True)
    reopens = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="reopened_as")
    reminders = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "id"]
        indexes = [
            models.Index(fields=["from_organisation", "state", "-sent_at"], name="referral_out"),
            models.Index(fields=["to_organisation", "state", "-sent_at"], name="referral_in"),
            models.Index(fields=["person", "-sent_at"], name="referral_of"),
            models.Index(
                fields=["sent_at"], condition=Q(state=ReferralState.REQUESTED.value), name="referral_waits"
            ),
        ]
        constraints = [
            models.CheckConstraint(name="referral_state", condition=among("state", ReferralState)),
            models.CheckConstraint(name="referral_urgency", condition=among("urgency", Urgency)),
            models.CheckConstraint(name="referral_basis", condition=among("legal_basis", LegalBasis)),
            models.CheckConstraint(name="referral_outcome", condition=Q(outcome="") | among("outcome", Outcome)),
            models.CheckConstraint(
                name="referral_taken_by_somebody",
                condition=~Q(state__in=["accepted", "in-progress", "on-hold", "completed", "failed"])
                | Q(to_organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_ends_with_an_outcome",
                condition=~Q(state__in=["completed", "failed"]) | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="referral_closed",
                condition=Q(state__in=sorted(OPEN), closed_at=None)
                | (~Q(state__in=sorted(OPEN)) & Q(closed_at__isnull=False)),
            ),
        ]


class Offer(models.Model):
    """That one body is asked to take a referral; `service` is which of its services the sender thought of.

    A body without an account answers through a signed link; before it reads a name it enters a code that was sent to
    its registered address (`code_hash`, good until `code_until`, for a few `tries`).
    """

    policies = OF_OFFER

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=20, default=OfferState.WAITING.value)
    refusal = models.CharField(max_length=20, blank=True)
    words = EncryptedTextField(null=True)
    answered_at = models.DateTimeField(null=True)
    code_hash = models.BinaryField(null=True)
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["organisation", "state"], name="offer_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["referral", "organisation"], name="offer_once"),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(state=OfferState.ACCEPTED.value), name="offer_taken_once"
            ),
            models.CheckConstraint(name="offer_state", condition=among("state", OfferState)),
            models.CheckConstraint(
                name="offer_refused_with_a_reason",
                condition=Q(state=OfferState.REFUSED.value) & among("refusal", Refusal)
                | ~Q(state=OfferState.REFUSED.value) & Q(refusal=""),
            ),
        ]


class Remark(models.Model):
    """A word in the conversation between the two sides of a referral; `proposes` dates, of which one is settled on."""

    policies = OF_REMARK

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="remarks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.UUIDField(null=True)
    words = EncryptedTextField()
    proposes = ArrayField(models.DateTimeField(), default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Attachment(models.Model):
    """A paper that goes with a referral, encrypted; whoever is only asked does not see it, and closing deletes it."""

    policies = OF_ATTACHMENT

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="attachments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField()
    media_type = models.CharField(max_length=100)
    content = EncryptedTextField(help_text="Base 64.")
    size = models.PositiveIntegerField(help_text="In bytes.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
