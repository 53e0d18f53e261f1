"""Every command prepares the database it finds; the second time there is nothing to do."""

import os

import psycopg

from intreccio.kernel.databases.roles import prepare_database
from tests import harness


def test_preparing_a_prepared_database_changes_nothing():
    with psycopg.connect(os.environ[harness.SUPERUSER], autocommit=True) as superuser:
        prepare_database(superuser, os.environ[harness.TEMPLATE])
