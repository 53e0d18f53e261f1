"""Who may know of a person, and what the person agreed to."""

from django.db import models
from django.db.models import F, Q

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.actors.models.organisations import among
from intreccio.kernel.acting import Purpose, Sight
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.people.models.persons import Person
from intreccio.people.policies import OF_GRANT, about_person
from intreccio.people.rules.granting import Because, LegalBasis


class Grant(models.Model):
    """An organisation, or one user, may know of a person: which facts, what for, how long, because of what.

    Every policy of the tables about persons looks here. A grant holds from when it is made; it is ended or
    shortened, never otherwise changed.
    """

    policies = OF_GRANT
    changeable = ("until",)

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sights = models.PositiveSmallIntegerField(help_text="Bits of `Sight`.")
    purpose = models.CharField(max_length=20)
    because = models.CharField(max_length=20)
    source = models.UUIDField(null=True, help_text="The referral, plan or consent it rests on.")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["user", "person"], condition=Q(user__isnull=False), name="grant_user"),
        ]
        constraints = [
            models.CheckConstraint(
                name="grant_has_one_holder",
                condition=Q(organisation__isnull=True, user__isnull=False)
                | Q(organisation__isnull=False, user__isnull=True),
            ),
            models.CheckConstraint(name="grant_ends_later", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(name="grant_opens_something", condition=~Q(sights=Sight.NOTHING.value)),
            models.CheckConstraint(name="grant_because", condition=among("because", Because)),
            models.CheckConstraint(
                name="grant_purpose", condition=Q(purpose__in=[Purpose.CARE.value, Purpose.BREAK_GLASS.value])
            ),
            models.CheckConstraint(
                name="grant_broken_glass_ends",
                condition=~Q(because=Because.BREAK_GLASS.value) | Q(until__isnull=False, user__isnull=False),
            ),
        ]


class Consent(models.Model):
    """What may be told to whom, on what ground; whether the person agreed, and until they take it back.

    The legal basis of a disclosure and the person's agreement are two things: for a public task the basis is rarely
    consent, and yet people are asked.
    """

    policies = about_person("people_consent", Sight.SUPPORT, item="id")

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=20)
    agreed = models.BooleanField(help_text="The person was asked and said yes.")
    discloses = models.PositiveSmallIntegerField(help_text="Bits of `Sight`.")
    reason = EncryptedTextField(null=True, help_text="What for, in the person's words.")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(name="consent_basis", condition=among("legal_basis", LegalBasis)),
            models.CheckConstraint(
                name="consent_as_a_basis_was_given",
                condition=~Q(legal_basis=LegalBasis.CONSENT.value) | Q(agreed=True),
            ),
            models.CheckConstraint(name="consent_ends_later", condition=Q(until=None) | Q(until__gt=F("since"))),
        ]
