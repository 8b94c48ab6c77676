"""How a simulator is to behave, where the API leaves that open."""

from __future__ import annotations

from dataclasses import dataclass, field

from imgopen_mock.core.tasks.work import Pace


@dataclass(frozen=True)
class Settings:
    """How a simulator is to behave.

    Attributes:
        pace: How long tasks take.
        seed: From which everything random follows; the same seed and requests give the same events.
        keep_tasks: How many tasks are kept; finished ones beyond that are forgotten, oldest first.
        keep_requests: How many requests the journal keeps.
    """

    pace: Pace = field(default_factory=Pace)
    seed: int = 0
    keep_tasks: int = 200_000
    keep_requests: int = 1000

    def __post_init__(self) -> None:
        for name in ("keep_tasks", "keep_requests"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: {getattr(self, name)} is below 1")
