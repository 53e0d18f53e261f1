"""Who may do what with which table: written here once, granted after every migration.

A table that no model declares is granted to nobody. A model may say `append_only = True` (the application
adds and reads, never changes), `changeable = ("column", …)` (it changes no other column), `identifying = True`
(statistics cannot read it), or `policies` (see `policies`).
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models, transaction

from intreccio.kernel.databases.policies import make_policies
from intreccio.kernel.databases.roles import LoginRole

LIBRARY_TABLES = {"django_migrations": "SELECT", "intreccio_cache": "SELECT, INSERT, UPDATE, DELETE"}


def grant_privileges(*, using: str = "owner") -> None:
    """Make the privileges of all tables exactly what the models say."""
    roles = f"{LoginRole.APPLICATION}, {LoginRole.STATISTICS}"
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7401002)")
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {roles}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {roles}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {LoginRole.APPLICATION}")
        for statement in _grants():
            cursor.execute(statement)
        make_policies(cursor)


def _grants() -> Iterator[str]:
    for table, rights in LIBRARY_TABLES.items():
        yield f'GRANT {rights} ON "{table}" TO {LoginRole.APPLICATION}'
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy:
            continue
        table = model._meta.db_table
        yield f'GRANT {_rights(model)} ON "{table}" TO {LoginRole.APPLICATION}'
        if _countable(model):
            yield f'GRANT SELECT ON "{table}" TO {LoginRole.STATISTICS}'


def _rights(model: type[models.Model]) -> str:
    if getattr(model, "append_only", False):
        return "SELECT, INSERT"
    if columns := getattr(model, "changeable", ()):
        return f"SELECT, INSERT, DELETE, UPDATE ({', '.join(columns)})"
    return "SELECT, INSERT, UPDATE, DELETE"


def _countable(model: type[models.Model]) -> bool:
    """Statistics read our own tables only, and none that identifies anybody."""
    return model.__module__.startswith("intreccio.") and not getattr(model, "identifying", False)
