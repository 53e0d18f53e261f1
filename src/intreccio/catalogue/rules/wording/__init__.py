"""Opening hours in plain words, in every language of the public pages."""
