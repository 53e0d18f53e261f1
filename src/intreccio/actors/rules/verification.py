"""Whether somebody of the network has checked that an organisation is what it says."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step


class Verification(StrEnum):
    """How far an organisation has been checked."""

    PROPOSED = "proposed"
    VERIFIED = "verified"
    TO_VERIFY = "to-verify"
    """Everybody sees it, and somebody is to check it: it is new in a hurry, or has changed since it was verified."""
    REJECTED = "rejected"


class Evidence(StrEnum):
    """By what somebody of the network saw that an organisation is what it says."""

    REGISTER = "register"
    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    PAPER = "paper"


_WAITING = frozenset({Verification.PROPOSED, Verification.TO_VERIFY})
_MAY = Permission.VERIFY_ORGANISATIONS

VERIFICATION = LifeCycle(
    "verification",
    Verification,
    [
        Step("verify", _WAITING, Verification.VERIFIED, _MAY),
        Step("reject", _WAITING, Verification.REJECTED, _MAY, reason=True),
        Step("show", frozenset({Verification.PROPOSED}), Verification.TO_VERIFY, _MAY),
        Step("doubt", frozenset({Verification.VERIFIED}), Verification.TO_VERIFY, _MAY, reason=True),
        Step("reconsider", frozenset({Verification.REJECTED}), Verification.PROPOSED, _MAY),
    ],
)

PUBLICLY_SEEN = frozenset({Verification.VERIFIED, Verification.TO_VERIFY})
