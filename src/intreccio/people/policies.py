"""Which rows about persons there are for whoever asks: each policy is one look-up among the grants.

What is seen of a person is what a grant opens *and* the role of the one who asks lets see, for the purpose told
to PostgreSQL with the transaction. A table about persons is closed until it says `policies = about_person(…)`.
The functions that some policies call stand in the migrations: they look past what the asker may see.
"""

from intreccio.kernel.acting import Purpose, Sight
from intreccio.kernel.databases.policies import MOMENT, ORGANISATION, PURPOSE, SIGHTS, USER, Policy
from intreccio.people.rules.granting import BREAK_GLASS_LASTS, Because

RETENTION = f"{PURPOSE} = '{Purpose.RETENTION}'"
TENDING = f"{PURPOSE} IN ('{Purpose.RETENTION}', '{Purpose.KEYS}')"
"""Time that ends what is kept, and keys that change: the two jobs that reach every row."""

BREAKING = f"{PURPOSE} = '{Purpose.BREAK_GLASS}'"


def granted(person: str, sight: Sight) -> str:
    """That the one who asks holds a grant on the person in column `person` that opens any of `sight`."""
    return f"""EXISTS (
        SELECT FROM people_grant AS held
        WHERE held.person_id = {person} AND held.sights & {SIGHTS} & {sight.value} <> 0
          AND held.purpose = {PURPOSE} AND (held.until IS NULL OR held.until > {MOMENT})
          AND (held.organisation_id = {ORGANISATION} OR held.user_id = {USER}))"""


def own(person: str) -> str:
    """That the one who asks is the person in column `person`, who reads what is kept of them."""
    return f"({PURPOSE} = '{Purpose.OWN}' AND {person} = {USER})"


def shown(item: str) -> str:
    """That the person has not hidden the item in this column from the one who asks; looked up once for a statement."""
    return f"{item} NOT IN (SELECT people_veiled())"


def about_person(table: str, sight: Sight, *, column: str = "person_id", item: str = "") -> tuple[Policy, ...]:
    """The policies of a table of facts about persons: who sees them may change them; only time takes them away.

    The person reads all of it, and changes nothing by themselves. `item` is the column with what they may hide.
    """
    seen = granted(f"{table}.{column}", sight) + (f" AND {shown(f'{table}.{item}')}" if item else "")
    return (
        Policy("seen", "SELECT", using=f"({seen}) OR {own(f'{table}.{column}')} OR {TENDING}"),
        Policy("added", "INSERT", check=seen),
        Policy("changed", "UPDATE", using=f"({seen}) OR {TENDING}", check=f"({seen}) OR {TENDING}"),
        Policy("forgotten", "DELETE", using=RETENTION),
    )


OF_PERSON = (
    *(
        policy
        for policy in about_person("people_person", ~Sight.NOTHING, column="id")
        if policy.command != "INSERT"
    ),
    Policy(
        "registered",
        "INSERT",
        check=f"custodian_id = {ORGANISATION} AND {PURPOSE} = '{Purpose.CARE}' AND {SIGHTS} & {Sight.SUPPORT.value} <> 0",
    ),
)

_VEILED = f"{granted('people_veil.person_id', Sight.SUPPORT)} AND hidden_from_id <> {ORGANISATION}"

OF_VEIL = (
    Policy("seen", "SELECT", using=f"({_VEILED}) OR {own('person_id')} OR {TENDING}"),
    Policy("drawn", "INSERT", check=_VEILED),
    Policy("lifted", "UPDATE", using=f"({_VEILED}) OR {TENDING}"),
    Policy("forgotten", "DELETE", using=RETENTION),
)
"""Whom something is hidden from does not learn that it is."""

OF_DELIVERY = Policy("delivered_to", "SELECT", using=f"{PURPOSE} = '{Purpose.DELIVERY}'")
"""Whoever sends a message may know whether it is for a person, and how they may safely be reached."""

_OWN = f"(organisation_id = {ORGANISATION} OR user_id = {USER}) AND {SIGHTS} <> 0"
_CUSTODY = (
    f"because = '{Because.CUSTODY}' AND organisation_id = {ORGANISATION} AND purpose = '{Purpose.CARE}' "
    "AND people_custodian(person_id) = organisation_id"
)
_HANDED_ON = (
    f"because NOT IN ('{Because.CUSTODY}', '{Because.BREAK_GLASS}') AND purpose = '{Purpose.CARE}' "
    "AND people_sees(person_id, sights)"
)
_BROKEN = (
    f"because = '{Because.BREAK_GLASS}' AND {BREAKING} AND purpose = '{Purpose.BREAK_GLASS}' AND user_id = {USER} "
    # The moment told is when the transaction began: a slow one is given a minute.
    f"AND until <= {MOMENT} + interval '{int(BREAK_GLASS_LASTS.total_seconds()) + 60} seconds'"
)

_SEEN_GRANT = f"people_sees(person_id, {Sight.SUPPORT.value}) AND (source IS NULL OR {shown('source')})"

OF_GRANT = (
    Policy("seen", "SELECT", using=f"{_OWN} OR ({_SEEN_GRANT}) OR {RETENTION}"),
    Policy("own", "SELECT", using=own("person_id")),
    Policy("given", "INSERT", check=f"({_CUSTODY}) OR ({_HANDED_ON}) OR ({_BROKEN})"),
    Policy("ended", "UPDATE", using=f"people_sees(person_id, {Sight.SUPPORT.value}) OR {RETENTION}"),
    Policy("forgotten", "DELETE", using=RETENTION),
)
"""Who holds a grant sees it; nobody hands on more than they see themselves, or opens what is not theirs to open."""

_OF_KNOWN_PERSONS = f"""kind = 'person' AND EXISTS (
    SELECT FROM people_person AS known
    WHERE known.pseudonym = bookings_booking.holder
      AND ({granted("known.id", Sight.SUPPORT)} OR {own("known.id")}))
    AND {shown("bookings_booking.id")}"""

OF_BOOKING = (
    Policy("of_known_persons", "SELECT", using=_OF_KNOWN_PERSONS),
    Policy("for_known_persons", "UPDATE", using=_OF_KNOWN_PERSONS),
)
"""Who supports a person knows where they have a place, whoever booked it, and may give it back."""

OF_JOURNAL = Policy(
    "of_known_persons",
    "SELECT",
    using="EXISTS (SELECT FROM people_person AS known WHERE known.pseudonym = kernel_journalentry.person)",
)
"""What happened to a person is for whoever may know of them."""
