"""HTTP messages, as far as the simulator is concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """A request as it came in.

    Attributes:
        method: The HTTP method, in capitals.
        path: The path as it was sent, percent-encoding and all, without the query.
        headers: Names in lower case. They hold the account's secret, so they stay out of the repr.
        body: The bytes of the body.
        query: What followed the question mark, undecoded.
    """

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    query: str = ""


@dataclass(frozen=True)
class Response:
    """An answer, ready to be sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes
