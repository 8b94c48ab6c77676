"""Where a callback goes: a URL taken apart, by one reader only, so that what is judged is what is used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from imgopen_mock.courier.hosts import HostError, normal_host

LONGEST_URL = 8000
"""In characters; what HTTP asks everybody to support."""

_PORTS = {"http": 80, "https": 443}
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_FORBIDDEN = re.compile("[\x00-\x20\x7f\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20}):")
_URL = re.compile(
    r"[a-z]+://(?:[^/?#@\\]*@)?(?P<host>\[[^]/?#@\\]*\]|[^]\[:/?#@\\]*)(?::(?P<port>[0-9]*))?(?P<path>[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)


class TargetError(ValueError):
    """A callback cannot go there; the message says why."""


class SchemeError(TargetError):
    """The URL is of another kind than http and https."""


@dataclass(frozen=True)
class Target:
    """The parts of a URL that a request needs; a user name and a fragment are left out.

    Attributes:
        scheme: `http` or `https`.
        host: A name, or an address in any form, as `normal_host` returns it.
        port: From 1 to 65535.
        path: With the query, in ASCII; begins with a slash.
    """

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> Target:
        """Take a URL apart; raise TargetError if no request could go there."""
        if len(url) > LONGEST_URL:
            raise TargetError(f"the callback URL is longer than {LONGEST_URL} characters")
        if _FORBIDDEN.search(url):
            raise TargetError("the callback URL is malformed: it has a space or a control character in it")
        scheme = _scheme(url)
        match = _URL.fullmatch(url)
        if not match:
            raise TargetError("the callback URL is malformed")
        try:
            host = normal_host(match["host"])
        except HostError as error:
            raise TargetError(f"the callback URL is malformed: {error}") from None
        path = quote((match["path"] or "").partition("#")[0], safe=_PRINTABLE)
        return cls(scheme, host, _port(match["port"], scheme), "/" * (path[:1] != "/") + path)

    @property
    def authority(self) -> str:
        """What the Host header says."""
        return authority(self.host, None if self.port == _PORTS[self.scheme] else self.port)


def authority(host: str, port: int | None) -> str:
    """Put host and port together, an IPv6 address in brackets."""
    return (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")


def _scheme(url: str) -> str:
    match = _SCHEME.match(url)
    if not match:
        raise TargetError("the callback URL is malformed: it does not begin with http:// or https://")
    scheme = match[1].lower()
    if scheme not in _PORTS:
        raise SchemeError(f"callbacks go to http and https URLs only, not to {scheme} ones")
    return scheme


def _port(digits: str | None, scheme: str) -> int:
    if not digits:
        return _PORTS[scheme]
    port = int(digits) if len(digits) <= 5 else 0
    if not 1 <= port <= 65535:
        raise TargetError("the callback URL is malformed: its port is not in the range 1 to 65535")
    return port
