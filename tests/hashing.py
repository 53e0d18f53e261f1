"""Passwords in tests, where nobody guesses them."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings

PRODUCTION = "django.contrib.auth.hashers.Argon2PasswordHasher"
QUICK = "tests.hashing.QuickArgon2"


def as_in_production() -> override_settings:
    """Within a block, passwords as a served platform wants them: it would hash others anew at their next use,
    which ends their sessions."""
    return override_settings(PASSWORD_HASHERS=[PRODUCTION])


class QuickArgon2(Argon2PasswordHasher):
    """The hashes of production with the least work that Argon2 allows."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1

    def must_update(self, encoded: str) -> bool:
        """Never: what was hashed as in production stays."""
        return False
