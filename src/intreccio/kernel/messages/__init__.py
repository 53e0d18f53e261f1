"""The one way by which anything is sent to anybody.

`send` keeps the message and defers its delivery in the transaction of the action under way; `delivery`
asks every registered contact rule at the moment of sending.
"""

from intreccio.kernel.messages.rules import ContactRule, Decision, register_rule
from intreccio.kernel.messages.sending import Message, send

__all__ = ["ContactRule", "Decision", "Message", "register_rule", "send"]
