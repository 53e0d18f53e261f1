"""Reads about what is done with a person. What the asker may not know is not there."""
