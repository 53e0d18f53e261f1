"""Contact rules: whether, and when, somebody may be written to. Rooms register theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Decision:
    """Send now, or not before `wait_until`, or never (`forbidden`)."""

    forbidden: bool = False
    wait_until: datetime | None = None


GO = Decision()

ContactRule = Callable[[UUID | None, str, datetime], Decision]
"""From the recipient, the channel and the moment to a decision."""

_rules: list[ContactRule] = []


def register_rule(rule: ContactRule) -> None:
    """Have `rule` asked before every delivery. Called in `AppConfig.ready()`."""
    if rule not in _rules:
        _rules.append(rule)


def decide(recipient: UUID | None, channel: str, at: datetime) -> Decision:
    """What all rules together say: any may forbid; else the latest moment any asks for."""
    decisions = [rule(recipient, channel, at) for rule in _rules]
    if any(decision.forbidden for decision in decisions):
        return Decision(forbidden=True)
    waits = [decision.wait_until for decision in decisions if decision.wait_until]
    return Decision(wait_until=max(waits, default=None))
