"""Who answers, and on which numbers, beside the main mail and telephone of an organisation, site or service."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.models.services import Service
from intreccio.kernel.models import PublicModel


class Contact(PublicModel):
    """A person or an office that answers for one organisation, site or service. Published work contacts only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="contacts")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="contacts")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                name="contact_of_one_thing",
                condition=Q(organisation__isnull=False, site=None, service=None)
                | Q(organisation=None, site__isnull=False, service=None)
                | Q(organisation=None, site=None, service__isnull=False),
            ),
        ]


class Phone(PublicModel):
    """One more number of an organisation, site, service or contact."""

    class Kind(models.TextChoices):
        VOICE = "voice"
        CELL = "cell"
        FAX = "fax"
        TEXT = "text"
        VIDEO = "video"
        PAGER = "pager"
        TEXTPHONE = "textphone"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="phones")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="phones")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="phones")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="phones")
    number = models.CharField(max_length=20, help_text="E.164, or a short or foreign number in digits.")
    extension = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.VOICE)
    note = models.CharField(max_length=300, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                name="phone_of_one_thing",
                condition=Q(organisation__isnull=False, site=None, service=None, contact=None)
                | Q(organisation=None, site__isnull=False, service=None, contact=None)
                | Q(organisation=None, site=None, service__isnull=False, contact=None)
                | Q(organisation=None, site=None, service=None, contact__isnull=False),
            ),
            models.CheckConstraint(name="phone_form", condition=Q(number__regex=r"^\+?\d{3,15}$")),
        ]
