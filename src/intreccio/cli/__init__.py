"""The commands. Modules here import nothing heavy: Django waits until the database is up."""
