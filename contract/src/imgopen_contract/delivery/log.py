"""What a sender did for one delivery, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Defect: TypeAlias = Literal[
    "early", "late", "missing", "overlap", "after acknowledgement", "too many", "body changed"
]
"""What can be wrong with a delivery."""


@dataclass(frozen=True)
class Sent:
    """An attempt at a delivery, as the sender's log or the receiver's has it.

    Attributes:
        at: When it was made, in seconds of any clock.
        ended: When its outcome was known, on the same clock; None while it is under way.
        answer: The body of the receiver's answer, whatever its HTTP status; None if no answer came. A redirect
            is no answer, it only says where to ask for one.
        body: What was sent.
    """

    at: float
    ended: float | None
    answer: bytes | None = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Violation:
    """A place where a sender left the rule.

    Attributes:
        rule: What kind of defect it is.
        text: Which attempt it is about, what was due and what came instead, in one line for people.
    """

    rule: Defect
    text: str
