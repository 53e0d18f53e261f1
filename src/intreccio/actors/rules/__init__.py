"""Plain facts about bodies, places and their numbers. No Django."""
