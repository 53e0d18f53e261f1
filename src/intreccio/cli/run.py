"""`intreccio run` and `intreccio worker`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from intreccio.kernel.environment import NotConfigured
from intreccio.kernel.platform import platform

WAIT_FOR_JOBS = 20
WAIT_FOR_PAGES = 3
"""Seconds that what is under way may still take when everything is to stop."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Web processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1), help="Threads in each.")
@click.option("--jobs/--no-jobs", default=True, help="Run a worker for jobs beside the web processes.")
def run(host: str, port: int, workers: int, threads: int, jobs: bool) -> None:
    """Serve the pages, with one worker for jobs. Ctrl-C stops everything that was started."""
    with platform():
        refuse_powerful_role()
        serve(host=host, port=port, workers=workers, threads=threads, jobs=jobs)


@click.command()
@click.option("--concurrency", default=2, show_default=True, type=click.IntRange(1), help="Jobs at once.")
def worker(concurrency: int) -> None:
    """Do the jobs that wait: reminders, seals, imports. Any number of workers may run."""
    with platform():
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        connector = DjangoConnector().get_worker_connector()
        with app.replace_connector(connector) as working:
            working.run_worker(concurrency=concurrency, delete_jobs="successful")


def serve(*, host: str, port: int, workers: int, threads: int, jobs: bool) -> None:
    """Serve until told to stop."""
    from granian.constants import Interfaces
    from granian.server import Server

    from intreccio.kernel.preparing import collect_static

    collect_static(click.echo)
    _close_connections()
    with _jobs_beside(jobs):
        click.echo(f"Serving on http://{host}:{port} (Ctrl-C stops)")
        Server(
            "intreccio.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            backpressure=threads * 16,
            workers_kill_timeout=WAIT_FOR_PAGES,
            log_enabled=False,
        ).serve()


def refuse_powerful_role() -> None:
    """Row-level security protects nobody from a role that passes it by."""
    from django.db import connection

    from intreccio.kernel.databases.roles import faults_of_application_role

    connection.ensure_connection()
    faults = faults_of_application_role(connection.connection)
    if faults:
        raise NotConfigured("\n".join(faults) + "\nSet DATABASE_URL to a role without these powers.")


@contextmanager
def _jobs_beside(wanted: bool) -> Iterator[None]:
    if not wanted:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "intreccio", "worker"])
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(WAIT_FOR_JOBS)
        except subprocess.TimeoutExpired:
            process.kill()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
