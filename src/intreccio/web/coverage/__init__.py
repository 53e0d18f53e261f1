"""Pathway × zone, with its holes: for the network."""
