"""Which referrals there are for whoever asks: those they sent, those they are asked or took, those of persons whom
they support. Functions that look past the policies, so that these do not turn in a circle, stand in the migrations.
"""

from intreccio.kernel.acting import Purpose, Sight
from intreccio.kernel.databases.policies import ORGANISATION, PURPOSE, SIGHTS, Policy
from intreccio.people.policies import RETENTION, TENDING, granted, own, shown

CARING = f"{PURPOSE} = '{Purpose.CARE}' AND {SIGHTS} & {Sight.REFERRED.value} <> 0"
REMINDING = f"{PURPOSE} = '{Purpose.UPKEEP}'"
"""The job that reminds and lets expire reaches every referral, and reads none of their words."""

# The offers are looked up once for a statement, not once for a row: thousands may wait for one body.
_ASKED_FOR = (
    "SELECT asked.referral_id FROM pathways_offer AS asked "
    f"WHERE asked.organisation_id = {ORGANISATION} AND asked.state = 'waiting'"
)
_A_SIDE = (
    f"({CARING} AND (from_organisation_id = {ORGANISATION} OR to_organisation_id = {ORGANISATION} "
    f"OR id IN ({_ASKED_FOR})))"
)
_OF_THEIRS = f"({granted('pathways_referral.person_id', Sight.SUPPORT)} AND {shown('pathways_referral.id')})"

OF_REFERRAL = (
    Policy("seen", "SELECT", using=f"{_A_SIDE} OR {_OF_THEIRS} OR {own('person_id')} OR {TENDING} OR {REMINDING}"),
    Policy("sent", "INSERT", check=f"{CARING} AND from_organisation_id = {ORGANISATION} AND {_OF_THEIRS}"),
    Policy(
        "moved",
        "UPDATE",
        using=f"{_A_SIDE} OR {_OF_THEIRS} OR {TENDING} OR {REMINDING}",
        check=f"{CARING} OR {_OF_THEIRS} OR {TENDING} OR {REMINDING}",
    ),
    Policy("forgotten", "DELETE", using=RETENTION),
)

_SIDE_OF_IT = f"({CARING} AND pathways_is_side_of(referral_id)) OR {TENDING} OR {REMINDING}"

OF_OFFER = (
    Policy("seen", "SELECT", using=f"({CARING} AND organisation_id = {ORGANISATION}) OR {_SIDE_OF_IT}"),
    Policy("made", "INSERT", check=f"{CARING} AND pathways_sent_by(referral_id) = {ORGANISATION}"),
    Policy("passed_on", "INSERT", check=f"{CARING} AND pathways_is_asked(referral_id)"),
    Policy(
        "answered",
        "UPDATE",
        using=f"({CARING} AND organisation_id = {ORGANISATION}) OR {_SIDE_OF_IT}",
    ),
    Policy("forgotten", "DELETE", using=RETENTION),
)

OF_REMARK = (
    Policy("seen", "SELECT", using=_SIDE_OF_IT),
    Policy(
        "said",
        "INSERT",
        check=f"organisation_id = {ORGANISATION} AND {CARING} AND pathways_is_side_of(referral_id)",
    ),
    Policy("forgotten", "DELETE", using=RETENTION),
)

_TOOK_PART = f"{CARING} AND pathways_took_part_in(referral_id)"

OF_ATTACHMENT = (
    Policy("seen", "SELECT", using=f"({_TOOK_PART}) OR {TENDING}"),
    Policy("added", "INSERT", check=f"{_TOOK_PART} AND organisation_id = {ORGANISATION}"),
    Policy("rekeyed", "UPDATE", using=TENDING),
    Policy("removed", "DELETE", using=f"({_TOOK_PART}) OR {RETENTION} OR {REMINDING}"),
)
"""Whoever sent it and whoever took it; not those who are asked."""

_ASKED = f"({PURPOSE} = '{Purpose.CARE}' AND {SIGHTS} & {Sight.IDENTITY.value} <> 0 AND organisation_id = {ORGANISATION})"

OF_HELP_REQUEST = (
    Policy("seen", "SELECT", using=f"{_ASKED} OR {TENDING} OR {REMINDING}"),
    Policy("written", "INSERT", check=f"{PURPOSE} IN ('{Purpose.PUBLIC}', '{Purpose.DIRECTORY}')"),
    Policy("answered", "UPDATE", using=f"{_ASKED} OR {TENDING} OR {REMINDING}"),
    Policy("forgotten", "DELETE", using=RETENTION),
)
"""Anybody writes; whoever is asked reads."""
