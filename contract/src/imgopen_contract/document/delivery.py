"""How often, and until when, a callback is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DeliveryRule:
    """What `x-delivery` says of a callback.

    Attributes:
        key: Which property of the receiver's JSON answer acknowledges.
        values: The values of that property that do.
        intervals: Seconds before retry 1, 2, and so on; the last one repeats.
        retries: How often it is sent again after the first delivery.
    """

    key: str
    values: tuple[Any, ...]
    intervals: tuple[float, ...]
    retries: int

    @classmethod
    def parse(cls, node: Mapping[str, Any]) -> DeliveryRule:
        """Read an `x-delivery` object."""
        acknowledgement = node["acknowledgement"]
        return cls(
            acknowledgement["property"],
            tuple(acknowledgement["values"]),
            tuple(node["intervals"]),
            node["retries"],
        )

    @property
    def attempts(self) -> int:
        """How often it is sent at most."""
        return 1 + self.retries

    @property
    def waits(self) -> tuple[float, ...]:
        """The seconds before each retry."""
        if not self.intervals:
            return (0.0,) * self.retries
        last = self.intervals[-1:]
        return (self.intervals + last * self.retries)[: self.retries]

    @property
    def due(self) -> tuple[float, ...]:
        """When each attempt is due, in seconds after the first one."""
        times = [0.0]
        for wait in self.waits:
            times.append(times[-1] + wait)
        return tuple(times)

    def acknowledges(self, answer: Any) -> bool:
        """Tell whether a receiver's answer, read as JSON, acknowledges; `True` is no number."""
        if not isinstance(answer, dict) or self.key not in answer:
            return False
        given = answer[self.key]
        return any(
            given == value and isinstance(given, bool) is isinstance(value, bool) for value in self.values
        )
