"""Values as people write them, to one form: pure functions that say what they mended."""
