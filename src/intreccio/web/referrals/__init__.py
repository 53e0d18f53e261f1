"""Referrals: sending, answering, and every step until they are closed."""
