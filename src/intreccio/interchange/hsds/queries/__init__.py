"""Reads: which things a question lists, and all that their objects need, in a constant number of queries."""
