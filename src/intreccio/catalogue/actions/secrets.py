"""What only the installation knows of a source."""

from secrets import token_hex

from intreccio.catalogue.models import Source, SourceSecret
from intreccio.kernel.actions import upkeep

SECRET_BYTES = 32


@upkeep
def ensure_secret(*, source: Source) -> None:
    """Give a source its secret, once."""
    SourceSecret.objects.get_or_create(source=source, defaults={"text": token_hex(SECRET_BYTES)})
