"""A callback on its way: the request that the service makes, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class CallbackRequest:
    """What the service sends to a receiver.

    Attributes:
        url: Where to, as the caller gave it; nothing about it has been checked.
        method: The HTTP method, in capitals.
        headers: Names in lower case.
        body: The bytes of the body, JSON in UTF-8.
    """

    url: str
    method: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Reply:
    """What a receiver answered: the HTTP status, and the body as far as it was read."""

    status: int
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class NoReply:
    """Nothing came back that could be judged.

    Attributes:
        reason: Why, in one line for people, such as "no answer within 10 s".
        refused: Whether it was not even sent, because the receiver's address is not allowed.
    """

    reason: str
    refused: bool = False


Outcome: TypeAlias = Reply | NoReply
