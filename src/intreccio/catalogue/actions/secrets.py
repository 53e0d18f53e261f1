"""What only the installation knows of a source."""

from secrets import token_hex

from intreccio.catalogue.models import Source, SourceSecret
from intreccio.kernel.actions import upkeep

SECRET_BYTES = 32


@upkeep
def secret_of(*, source: Source) -> bytes:
    """The source's secret: random, made at its first use, then always the same."""
    kept, _ = SourceSecret.objects.get_or_create(source=source, defaults={"text": token_hex(SECRET_BYTES)})
    return str(kept.text).encode()
