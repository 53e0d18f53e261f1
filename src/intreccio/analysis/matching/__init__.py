"""Which records may be one and the same body, place or service.

`propose(records)` compares those that share a rare word in one place, an official number, a telephone, a mailbox
or a host, and proposes pairs with a score and the reasons. Nobody is joined: somebody looks at each.
"""

from intreccio.analysis.matching.proposing import propose
from intreccio.analysis.matching.records import Proposal, Reason, ReasonKind, Record

__all__ = ["Proposal", "Reason", "ReasonKind", "Record", "propose"]
