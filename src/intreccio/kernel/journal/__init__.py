"""The journal: what happened, in one append-only table that nobody can quietly change.

`Event` is the base of what can happen; `record` writes it down inside the action that did it;
`record_beside` that somebody looked, before they see anything. `subscribe` tells an upper room of it, `follow` at
once. Sealing and verifying are in `sealing` and `verifying`.
"""

from intreccio.kernel.journal.events import Event
from intreccio.kernel.journal.recording import follow, record, record_beside, subscribe

__all__ = ["Event", "follow", "record", "record_beside", "subscribe"]
