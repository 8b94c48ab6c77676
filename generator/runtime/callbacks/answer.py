"""What a receiver answers to the service: an acknowledgement, or something that is none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Final

from ..roles import Acknowledgement

_JSON: Final = "application/json"


@dataclass(frozen=True)
class Answer:
    """An answer to the service.

    Attributes:
        status: the HTTP status.
        body: JSON.
        content_type: the type of the body.
        headers: all headers that belong to it, the type of the body included.
    """

    status: int
    body: bytes
    content_type: str = _JSON
    allow: str | None = field(default=None, repr=False)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers that belong to it."""
        headers = [("Content-Type", self.content_type), ("Content-Length", str(len(self.body)))]
        return headers if self.allow is None else [*headers, ("Allow", self.allow)]


def acknowledging(acknowledgement: Acknowledgement) -> Answer:
    """Return the answer after which the service does not come again."""
    return Answer(200, json.dumps({acknowledgement.key: acknowledgement.value}).encode())


def refusing(status: int, reason: str) -> Answer:
    """Return an answer that acknowledges nothing, with the reason in words."""
    return Answer(status, json.dumps({"error": reason}).encode())


def not_posted() -> Answer:
    """Return the answer to a request that posts nothing."""
    return replace(refusing(405, "callbacks are posted"), allow="POST")
