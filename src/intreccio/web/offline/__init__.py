"""The platform as an app: what is at hand without a connection."""
