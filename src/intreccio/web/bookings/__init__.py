"""Booking a place in a group, without an account; one's booking, by its link; and saying at the door that one came."""
