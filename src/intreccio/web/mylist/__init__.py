"""My list: services that somebody keeps, without an account."""
