"""Composed pathways, as everybody reads them."""
