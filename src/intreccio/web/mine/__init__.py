"""The record of a person, for the person: opened with a card and a PIN."""
