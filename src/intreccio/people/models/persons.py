"""A person: an opaque row, and apart from it, encrypted, who they are and how they may safely be reached."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation
from intreccio.actors.models.organisations import among
from intreccio.kernel.acting import Sight
from intreccio.kernel.encryption.fields import EncryptedTextField, KeyedHashField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import MergeableModel
from intreccio.people.policies import OF_DELIVERY, OF_PERSON, about_person
from intreccio.people.rules.contact import Rules
from intreccio.people.rules.granting import AdvocateKind
from intreccio.people.rules.names import comparable


class Person(MergeableModel):
    """Somebody accompanied. Nothing here tells who it is.

    The journal knows persons by `pseudonym` only; when it is replaced, nobody can tell any more whom old entries
    were about. The card's code is kept as a hash beside its ciphertext; with a PIN it opens their own record.
    """

    policies = (*OF_PERSON, OF_DELIVERY)

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    pseudonym = models.UUIDField(unique=True, default=secret_id, editable=False)
    custodian = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, help_text="ISO 639 code of the language to speak with them.")
    card = EncryptedTextField(null=True)
    card_hash = KeyedHashField(of="card", unique=True)
    pin = models.CharField(
        max_length=128, null=True, help_text="Django's hash of what opens their record with the card."
    )
    pin_missed = models.PositiveSmallIntegerField(default=0)
    pin_rests_until = models.DateTimeField(null=True)
    since = models.DateField()
    warned_on = models.DateField(
        null=True, help_text="When the custodian heard that the record will be anonymised."
    )
    anonymised_on = models.DateField(null=True)


class Identity(models.Model):
    """Who a person is, as far as they said: every field may be empty. The codes are unique per custodian only."""

    identifying = True
    policies = about_person("people_identity", Sight.IDENTITY)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="identity")
    custodian = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    given_name = EncryptedTextField(null=True)
    family_name = EncryptedTextField(null=True)
    nickname = EncryptedTextField(null=True)
    birth_date = EncryptedTextField(null=True, help_text="ISO 8601.")
    tax_code = EncryptedTextField(null=True)
    foreigner_code = EncryptedTextField(null=True, help_text="STP or ENI: it tells of an irregular stay.")
    phone = EncryptedTextField(null=True)
    mail = EncryptedTextField(null=True)
    address = EncryptedTextField(null=True)
    name_hash = KeyedHashField(of="name_as_compared")
    tax_code_hash = KeyedHashField(of="tax_code")
    foreigner_code_hash = KeyedHashField(of="foreigner_code")
    phone_hash = KeyedHashField(of="phone")

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint("custodian", "tax_code_hash", name="identity_tax_code_once"),
            models.UniqueConstraint("custodian", "foreigner_code_hash", name="identity_foreigner_code_once"),
        ]

    @property
    def name_as_compared(self) -> str | None:
        """What to call them, without capitals, accents and order; None where nothing was said."""
        return comparable(self.shown_name) or None

    @property
    def full_name(self) -> str:
        """Given and family name; "" where neither was given."""
        return " ".join(str(part) for part in (self.given_name, self.family_name) if part)

    @property
    def listed_name(self) -> str:
        """What stands in lists: the family name first; else the nickname, else ""."""
        full = " ".join(str(part) for part in (self.family_name, self.given_name) if part)
        return full or str(self.nickname or "")

    @property
    def shown_name(self) -> str:
        """What to call them: the full name, else the nickname, else ""."""
        return self.full_name or str(self.nickname or "")


class SafeContact(models.Model):
    """How somebody may be reached without putting them in danger; without a row, not at all."""

    identifying = True
    policies = (*about_person("people_safecontact", Sight.IDENTITY), OF_DELIVERY)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="safe_contact")
    channels = ArrayField(models.CharField(max_length=10), default=list)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, help_text="Monday is 0.")
    since = models.TimeField(default=time.min)
    until = models.TimeField(default=time.max)
    note = EncryptedTextField(null=True, help_text="Such as who may pick up, and what to say.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="safe_contact_hours", condition=Q(until__gt=models.F("since"))),
        ]

    def rules(self) -> Rules:
        """What they asked for."""
        return Rules(self.channels, self.days, self.since, self.until)


class Advocate(models.Model):
    """Who speaks for a person: somebody trusted, a parent, a guardian, a support administrator."""

    identifying = True
    policies = about_person("people_advocate", Sight.IDENTITY)

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="advocates")
    kind = models.CharField(max_length=30)
    name = EncryptedTextField()
    phone = EncryptedTextField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(name="advocate_kind", condition=among("kind", AdvocateKind)),
        ]
