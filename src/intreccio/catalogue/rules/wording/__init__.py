"""Opening hours in plain Italian and English."""
