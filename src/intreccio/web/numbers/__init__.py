"""What came of referrals, in protected numbers."""
