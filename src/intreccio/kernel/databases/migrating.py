"""Bringing the database to what the code expects: migrations as the owner, then privileges."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from intreccio.kernel.databases.privileges import grant_privileges


def migrate(*, verbosity: int = 0) -> None:
    """Apply what is missing and make privileges exact. Safe to repeat."""
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    grant_privileges(using="owner")
    connections["owner"].close()


def missing_migrations(*, using: str = "default") -> list[str]:
    """Names of migrations that the code has and the database has not."""
    executor = MigrationExecutor(connections[using])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
