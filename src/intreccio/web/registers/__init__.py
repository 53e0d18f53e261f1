"""The sessions of a body: who has a place, who waits, who came."""
