"""Whether an answer that somebody holds is still the same: its last change, and a tag of its content."""

import hashlib
import math
from datetime import datetime, time

from intreccio.catalogue.search.models import SearchWaiting
from intreccio.kernel import clock
from intreccio.kernel.journal.sealing import settled_at

_STARTED = clock.now()
"""When this process began: another version of the platform may say the same things otherwise."""


def last_change() -> int | None:
    """A whole second (since 1970) after which nothing that answers rest on has changed; None while that is unsure.

    Any action counts, since what an answer says comes from many records; what an import brought counts until
    the search has taken it in; and every midnight counts, since some things are true for a number of days. It
    errs only by calling something changed that is not.
    """
    settled = settled_at()
    if settled is None or SearchWaiting.objects.exists():
        return None
    midnight = datetime.combine(clock.today(), time(0), clock.ITALY)
    second = math.ceil(max(settled, midnight, _STARTED).timestamp())
    # Within that very second something may still change and be sealed.
    return second if second < clock.now().timestamp() else None


def tag(content: bytes) -> str:
    """A weak entity tag: compressed or not, it is the same answer."""
    return f'W/"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
