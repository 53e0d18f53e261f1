"""Mails that the platform has sent: its jobs are run, and what they wrote is read."""

import email
import re
import subprocess
import sys
from email import policy
from pathlib import Path

from tests.browser.serving import environment


def links_to(address: str, database: str, folder: Path) -> list[str]:
    """The links in the mails to an address, the oldest first."""
    return [link for text in texts_to(address, database, folder) for link in re.findall(r"https?://\S+", text)]


def texts_to(address: str, database: str, folder: Path) -> list[str]:
    """What the mails to an address say, the oldest first; all jobs that wait are run before."""
    command = [sys.executable, "-W", "ignore", "-m", "django", "procrastinate", "worker", "--one-shot"]
    subprocess.run(command, env=environment(database, folder), check=True, capture_output=True)
    found = []
    for file in sorted((folder / "outbox").glob("*.log"), key=lambda one: (one.stat().st_mtime_ns, one.name)):
        for part in file.read_text().split("-" * 79):
            message = email.message_from_string(part.lstrip(), policy=policy.default)
            if address in str(message["To"]):
                found.append(str(message.get_content()))
    return found
