"""Intreccio: the shared platform of a territory's health promotion and second welfare."""

__version__ = "0.1.0"
