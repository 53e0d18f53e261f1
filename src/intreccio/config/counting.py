"""The thread that writes down what a web process has counted while it only read."""

import logging
from threading import Event, Thread

from django.db import Error, connection

from intreccio.catalogue.actions import keep_unmet

EVERY_SECONDS = 60
log = logging.getLogger(__name__)


def begin() -> None:
    """Start the thread; it ends with the process, and what was counted since the last writing is lost."""
    Thread(target=_write_again_and_again, name="counting", daemon=True).start()


def _write_again_and_again() -> None:
    pause = Event()
    while not pause.wait(EVERY_SECONDS):
        try:
            keep_unmet()
        except Error:
            log.warning("What was counted could not be written down.", exc_info=True)
        finally:
            connection.close()
