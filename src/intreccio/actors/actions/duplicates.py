"""The database holds what may exist once; here its refusal becomes words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg import errors

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

_TAKEN = {
    "organisation_tax_code_once": ("tax_code", "questo codice fiscale", "this tax code"),
    "organisation_runts_number_once": ("runts_number", "questo numero RUNTS", "this RUNTS number"),
    "organisation_ipa_code_once": ("ipa_code", "questo codice IPA", "this IPA code"),
    "unit_name_once": ("name", "questo nome", "this name"),
    "member_once": ("role", "questo ruolo", "this role"),
}


@contextmanager
def refusing_duplicates() -> Iterator[None]:
    """Turn the database's refusal of what is there already into `Refused`."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        cause = problem.__cause__
        name = cause.diag.constraint_name if isinstance(cause, errors.UniqueViolation) else None
        if name not in _TAKEN:
            raise
        field, it, en = _TAKEN[name]
        message = Translated(it=f"C'è già chi ha {it}.", en=f"Another one has {en} already.")
        raise Refused(message, field=field) from problem
