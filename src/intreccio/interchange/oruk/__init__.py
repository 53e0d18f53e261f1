"""Open Referral UK 3.0: a thin profile over the same objects."""
