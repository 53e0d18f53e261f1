"""Reading opening hours as people write them, in Italian or English."""
