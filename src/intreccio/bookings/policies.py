"""Which bookings there are for whoever asks: the body that holds the session, the one that booked, the user it is for.

Rooms above open those of the persons whom they know. Whoever has a booking's signed link is let in by the purpose
`upkeep`, as are the jobs that remind and let move up.
"""

from intreccio.kernel.acting import Purpose, Sight
from intreccio.kernel.databases.policies import ORGANISATION, PURPOSE, SIGHTS, USER, Policy

_CARING = f"{PURPOSE} = '{Purpose.CARE}' AND {SIGHTS} & {Sight.IDENTITY.value} <> 0"
_TENDING = f"{PURPOSE} IN ('{Purpose.UPKEEP}', '{Purpose.RETENTION}', '{Purpose.KEYS}')"
_VISITING = f"{PURPOSE} IN ('{Purpose.PUBLIC}', '{Purpose.DIRECTORY}')"
_THEIRS = f"({_CARING} AND {ORGANISATION} IN (organisation_id, by_organisation_id))"
_OWN = f"(kind = 'operator' AND holder = {USER})"
_OF_A_BOOKING = "EXISTS (SELECT FROM bookings_booking AS made WHERE made.id = booking_id)"

OF_BOOKING = (
    Policy("seen", "SELECT", using=f"{_THEIRS} OR {_OWN} OR {_TENDING}"),
    Policy("made", "INSERT", check=f"{_THEIRS} OR {_OWN} OR {_TENDING} OR ({_VISITING} AND kind = 'people')"),
    Policy("changed", "UPDATE", using=f"{_THEIRS} OR {_OWN} OR {_TENDING}"),
)
"""Anybody books for people without a name; for somebody accompanied, only who is known to the database."""

OF_HOLD = (
    Policy("seen", "SELECT", using=f"{_OF_A_BOOKING} OR {_TENDING}"),
    Policy("made", "INSERT", check=f"{_OF_A_BOOKING} OR {_TENDING} OR {_VISITING}"),
    Policy("changed", "UPDATE", using=f"{_OF_A_BOOKING} OR {_TENDING}"),
)
