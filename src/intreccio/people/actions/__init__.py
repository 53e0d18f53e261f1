"""Everything that changes what is known of persons, and who may know it."""

from intreccio.people.actions.advocates import end_advocate, name_advocate
from intreccio.people.actions.agreements import record_consent, withdraw_consent
from intreccio.people.actions.breaking import break_glass, review_access
from intreccio.people.actions.granting import end_grant, grant
from intreccio.people.actions.hiding import hide, show_again
from intreccio.people.actions.merging import merge_persons, part_persons
from intreccio.people.actions.opening import give_key, open_own_record, take_key_back
from intreccio.people.actions.registering import change_contact, change_identity, register

__all__ = [
    "break_glass",
    "change_contact",
    "change_identity",
    "end_advocate",
    "end_grant",
    "give_key",
    "grant",
    "hide",
    "merge_persons",
    "name_advocate",
    "open_own_record",
    "part_persons",
    "record_consent",
    "register",
    "review_access",
    "show_again",
    "take_key_back",
    "withdraw_consent",
]
