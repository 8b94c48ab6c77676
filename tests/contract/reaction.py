"""What comes of a request, whoever was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reaction:
    """What comes of a request.

    Attributes:
        accepted: Whether it was let pass.
        message: Why it was not.
        sent: What left the client, as JSON; None if nothing did.
        answer: What the service answered, as JSON; None if it was not asked.
        status: The HTTP status of the answer.
    """

    accepted: bool
    message: str = ""
    sent: Any = None
    answer: Any = None
    status: int = 0
