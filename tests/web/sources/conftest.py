"""Somebody who may import, signed in; a worker."""

from tests.web.imports.conftest import sign_in, work

__all__ = ["sign_in", "work"]
