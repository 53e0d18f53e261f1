"""Places held in dated sessions, by holders that this room does not look into."""
