"""What the page of one's own record is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from intreccio.web.shown.pieces import Table


@dataclass(frozen=True)
class LineShown:
    """What it is, and what there is to say of it."""

    title: str
    words: str


@dataclass(frozen=True)
class AgreementShown:
    """What may be told to whom."""

    id: UUID
    recipient: str
    what: str


@dataclass(frozen=True)
class RecordShown:
    """Everything at a glance. `name` is what they are called, or ""."""

    name: str
    custodian: str
    meetings: Sequence[LineShown]
    referrals: Sequence[LineShown]
    matters: str
    goals: Sequence[LineShown]
    agreements: Sequence[AgreementShown]
    knowing: Table
    looks: Table
