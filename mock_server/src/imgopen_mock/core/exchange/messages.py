"""HTTP messages, as far as the simulator is concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from imgopen_mock.core.pictures import Drawing


@dataclass(frozen=True)
class Request:
    """A request as it came in.

    Attributes:
        method: The HTTP method, in capitals.
        path: The path as it was sent, percent-encoding and all, without the query.
        headers: Names in lower case. They hold the account's secret, so they stay out of the repr.
        body: The bytes of the body.
        query: What followed the question mark, undecoded.
        origin: Where it was sent to, such as `http://127.0.0.1:4010`; the addresses of pictures begin with
            it. Empty for the first server of the bundle.
    """

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    query: str = ""
    origin: str = ""


class Breakage(str, Enum):
    """How an answer breaks off on its way, when a fault asks for it."""

    NONE = ""
    DROPPED = "dropped"
    TRUNCATED = "truncated"


@dataclass(frozen=True)
class Response:
    """An answer, ready to be sent.

    Attributes:
        body: The bytes of the body; of a picture they are not there yet.
        drawing: The picture that is the body. It takes a while to paint, so whoever sends it does.
        delay: After how many seconds of the simulator's clock it is to be sent.
        breakage: How it breaks off: not a byte of it is sent, or only half of the body.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    drawing: Drawing | None = None
    delay: float = 0.0
    breakage: Breakage = Breakage.NONE

    def content(self) -> bytes:
        """Return the body; a picture is painted now."""
        return self.body if self.drawing is None else self.drawing.paint()
