"""The copy of a plan that a person keeps: in their language, large enough to read."""
