"""One delivery on its way: the bytes that are posted, and how they are handed over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Pieces: TypeAlias = Callable[[], Iterator[bytes]]
"""Begins anew to give a body piece by piece; may take its time."""


@dataclass(frozen=True)
class Parcel:
    """What is posted to a receiver.

    Attributes:
        label: What it is, for people.
        task_id: The id of the task that it is about.
        method: The HTTP method, in capitals.
        content_type: What the body is said to be.
        body: All of the body.
        sized: Whether its length is told beforehand; otherwise it is sent in chunks.
        pieces: How the body is handed over, if not all at once.
        patience: How many seconds that may take.
    """

    label: str
    task_id: str
    method: str
    content_type: str
    body: bytes = field(repr=False)
    sized: bool = True
    pieces: Pieces | None = field(default=None, repr=False)
    patience: float = 0.0

    @property
    def streamed(self) -> bool:
        """Whether the body is handed over piece by piece."""
        return self.pieces is not None or not self.sized

    def stream(self) -> Iterator[bytes]:
        """Give the body piece by piece."""
        return iter((self.body,)) if self.pieces is None else self.pieces()

    def __str__(self) -> str:
        return f"{self.label} ({self.method}, {len(self.body)} bytes, task {self.task_id})"


def compact(value: Any) -> bytes:
    """Write JSON as short as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def escaped(value: Any) -> bytes:
    """Write JSON in ASCII."""
    return json.dumps(value).encode()


def pretty(value: Any) -> bytes:
    """Write JSON for people, on many lines and with an empty one before and after."""
    return f"\r\n{json.dumps(value, ensure_ascii=False, indent=4)}\n".encode()


def reordered(value: Any) -> bytes:
    """Write JSON with all properties in the opposite order."""
    return compact(_reversed(value))


def cut(body: bytes, count: int) -> tuple[bytes, ...]:
    """Cut a body into so many pieces, or fewer if it has not so many bytes."""
    size = max(-(-len(body) // count), 1)
    return tuple(body[begin : begin + size] for begin in range(0, len(body), size))


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _reversed(inner) for name, inner in reversed(value.items())}
    return [_reversed(inner) for inner in value] if isinstance(value, list) else value
