"""Passwords in tests, where nobody guesses them."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The hashes of production with the least work that Argon2 allows."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
