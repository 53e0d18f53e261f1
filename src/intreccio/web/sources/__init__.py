"""Sources of records: what they are, what they disagree with us about, what they have no more."""
