"""The HTTP libraries that can carry the calls, httpx and httpx2."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Final

import httpx

NAMES: Final = ("httpx", "httpx2")


@dataclass(frozen=True)
class Family:
    """The classes of one library. They are typed as those of the library that the package was made for.

    Attributes:
        name: the library.
        version: its version.
        hopeless: errors that another attempt would meet again.
        before_sending: errors after which nothing has been sent.
    """

    name: str
    version: str
    Client: type[httpx.Client]
    AsyncClient: type[httpx.AsyncClient]
    Request: type[httpx.Request]
    Response: type[httpx.Response]
    Headers: type[httpx.Headers]
    URL: type[httpx.URL]
    Timeout: type[httpx.Timeout]
    ByteStream: type[httpx.ByteStream]
    InvalidURL: type[httpx.InvalidURL]
    RequestError: type[httpx.RequestError]
    HTTPStatusError: type[httpx.HTTPStatusError]
    StreamError: type[httpx.StreamError]
    TimeoutException: type[httpx.TimeoutException]
    DecodingError: type[httpx.DecodingError]
    hopeless: tuple[type[httpx.RequestError], ...]
    before_sending: tuple[type[httpx.RequestError], ...]


def own_family() -> Family:
    """Return the library that the package was made for."""
    return _family(httpx.__name__)


def family_of(client: object) -> Family | None:
    """Return the library of an HTTP client, or None for an object of any other kind."""
    for kind in type(client).__mro__:
        root = kind.__module__.partition(".")[0]
        if root in NAMES and kind.__name__ in ("Client", "AsyncClient"):
            return _family(root)
    return None


@cache
def _family(name: str) -> Family:
    library: Any = sys.modules.get(name) or import_module(name)
    get: Callable[[str], Any] = library.__getattribute__
    classes = {field: get(field) for field in Family.__annotations__ if field[0].isupper()}
    hopeless = ("UnsupportedProtocol", "DecodingError", "TooManyRedirects", "LocalProtocolError")
    before_sending = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError")
    return Family(
        name=name,
        version=library.__version__,
        hopeless=tuple(get(error) for error in hopeless),
        before_sending=tuple(get(error) for error in before_sending),
        **classes,
    )
