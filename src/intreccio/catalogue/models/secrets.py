"""What only the installation knows of a source."""

from django.db import models

from intreccio.catalogue.models.sources import Source
from intreccio.kernel.encryption.fields import EncryptedTextField


class SourceSecret(models.Model):
    """Random text mixed into keys that are made of what a source says.

    Without it, whoever sees the key of a place could try every address of a town until one gives that key, also
    after the address was hidden.
    """

    source = models.OneToOneField(Source, on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = EncryptedTextField()
