"""Opening hours: reading, saying, expanding and exchanging them. Plain Python, no Django."""
