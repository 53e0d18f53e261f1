"""Names of other sites' hosts."""

import re

LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?=.{{1,253}}\Z){LABEL}(\.{LABEL})*(:\d{{1,5}})?")


def is_host(text: str) -> bool:
    """Whether it is a host such as `www.comune.example.it`, perhaps with a port; never a pattern for many."""
    return bool(HOST.fullmatch(text))
