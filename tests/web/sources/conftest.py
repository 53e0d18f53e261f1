"""Somebody who may import, signed in."""

from tests.web.imports.conftest import sign_in

__all__ = ["sign_in"]
