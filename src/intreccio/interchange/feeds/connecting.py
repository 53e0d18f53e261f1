"""Connecting to a feed's server, and to no machine that is not meant to be reached from here.

A feed's address is typed by people, and a redirect by anybody. So a name is resolved once, every address it has must
be a public one, and the connection goes to the very address that was looked at.
"""

import socket
import ssl
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult

from intreccio.interchange.feeds.refusing import FeedRefused
from intreccio.kernel.environment import Network
from intreccio.kernel.text import Translated

TIMEOUT = 30.0
"""Seconds for each step: to connect, to hear something."""

Address = IPv4Address | IPv6Address


def connect(url: SplitResult, *, allowed: Sequence[Network]) -> HTTPConnection:
    """A connection to the server of an http or https address. Raises `FeedRefused`.

    `allowed` are networks that may be reached although they are private.
    """
    if url.scheme not in ("http", "https") or not url.hostname or url.username or url.password:
        raise FeedRefused(
            Translated(
                it="L'indirizzo deve cominciare con http:// o https://, senza nome utente né password.",
                en="The address must begin with http:// or https://, without user name and password.",
            )
        )
    port = url.port or (443 if url.scheme == "https" else 80)
    address = _reachable(url.hostname, port, allowed)
    if url.scheme == "https":
        return _SecureConnection(url.hostname, port, address)
    return _PlainConnection(url.hostname, port, address)


def is_public(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether a machine may be reached: it is on the public internet, or in a network that is allowed."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address in network for network in allowed if network.version == address.version):
        return True
    return address.is_global and not address.is_multicast


def _reachable(host: str, port: int, allowed: Sequence[Network]) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise FeedRefused(
            Translated(it=f"Non c'è nessun server «{host}».", en=f"There is no server “{host}”.")
        ) from problem
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if not all(is_public(ip_address(address), allowed) for address in addresses):
        raise FeedRefused(
            Translated(
                it=f"«{host}» è in una rete privata: da qui non si scarica nulla.",
                en=f"“{host}” is in a private network: nothing is fetched from there.",
            )
        )
    return addresses[0]


class _PlainConnection(HTTPConnection):
    """HTTP to an address that was looked at, whatever the name resolves to by now."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._address = address

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.create_connection((self._address, self.port), TIMEOUT)


class _SecureConnection(HTTPSConnection):
    """HTTPS likewise; the certificate must be that of the name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self._secure = ssl.create_default_context()
        super().__init__(host, port, timeout=TIMEOUT, context=self._secure)
        self._address = address

    def connect(self) -> None:
        """Open the socket."""
        plain = socket.create_connection((self._address, self.port), TIMEOUT)
        self.sock = self._secure.wrap_socket(plain, server_hostname=self.host)
