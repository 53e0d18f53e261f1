"""Persons, who they are, and who may know of them."""

from intreccio.people.models.grants import Consent, Grant
from intreccio.people.models.merges import PersonMerge
from intreccio.people.models.persons import Advocate, Identity, Person, SafeContact
from intreccio.people.models.veils import Veil

__all__ = ["Advocate", "Consent", "Grant", "Identity", "Person", "PersonMerge", "SafeContact", "Veil"]
