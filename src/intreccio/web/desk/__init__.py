"""The desk of whoever looks after listings."""
