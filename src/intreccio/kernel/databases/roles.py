"""Login roles: the owner migrates, the application works, statistics read without identities.

None of the three is a superuser or passes row-level security by; there is no SET ROLE.
"""

from enum import StrEnum

import psycopg
from psycopg import sql


class LoginRole(StrEnum):
    """The roles a process may log in as."""

    OWNER = "intreccio_owner"
    APPLICATION = "intreccio_app"
    STATISTICS = "intreccio_statistics"


def prepare_database(superuser: psycopg.Connection, name: str, *, password: str | None = None) -> None:
    """Make the roles and the database `name`, where they are missing. Needs autocommit and a role that may.

    `password` is for servers reached by password; the embedded one knows who connects.
    """
    for role in LoginRole:
        _make_role(superuser, role, password)
    if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        superuser.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(LoginRole.OWNER)
            )
        )
    superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    superuser.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
            *map(sql.Identifier, (name, LoginRole.APPLICATION, LoginRole.STATISTICS))
        )
    )


def _make_role(superuser: psycopg.Connection, role: LoginRole, password: str | None) -> None:
    if not superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        superuser.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE").format(sql.Identifier(role))
        )
    if password:
        superuser.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password)))


def faults_of_application_role(connection: psycopg.Connection) -> list[str]:
    """Why the role this connection logged in as must not serve pages; empty where it is right."""
    row = connection.execute(
        """
        SELECT current_user, rolsuper, rolbypassrls,
               EXISTS (SELECT FROM pg_tables WHERE tableowner = current_user AND schemaname = 'public')
        FROM pg_roles WHERE rolname = current_user
        """
    ).fetchone()
    assert row is not None
    name, superuser, bypasses, owns = row
    faults = {
        "is a superuser": superuser,
        "may bypass row-level security": bypasses,
        "owns the tables (the owner is not bound by their policies)": owns,
    }
    return [f"The database role {name!r} {fault}." for fault, holds in faults.items() if holds]
