"""How much a change matters: to whom it happens, how bad it is, and which version it calls for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final, Literal


class Impact(str, Enum):
    """What a change means for a caller who takes the new package and leaves their own code as it is."""

    breaking = "breaking"
    """Code that worked is refused, fails, or no longer passes a type checker."""
    risky = "risky"
    """Code goes on, but may behave otherwise; or packages that are installed already may fail."""
    safe = "safe"
    """Nothing that worked can notice it."""

    @property
    def rank(self) -> int:
        """The order in reports: the worst is 0."""
        return list(Impact).index(self)


class Side(str, Enum):
    """Which message a change is about."""

    request = "request"
    response = "response"
    callback = "callback"
    """What the service posts to the caller."""
    acknowledgement = "acknowledgement"
    """What the caller answers to a callback."""
    none = "none"
    """No single message: the operation or the API as a whole."""

    @property
    def face(self) -> Face:
        """Whether the caller sends or receives it."""
        if self in (Side.request, Side.acknowledgement):
            return "sent"
        return "api" if self is Side.none else "received"


class Bump(IntEnum):
    """The part of a version (semver.org) that has to grow."""

    none = 0
    patch = 1
    minor = 2
    major = 3


Face = Literal["sent", "received", "api"]


@dataclass(frozen=True)
class Verdict:
    """What one kind of change means on one side."""

    impact: Impact
    bump: Bump


BREAKS: Final = Verdict(Impact.breaking, Bump.major)
RISKY: Final = Verdict(Impact.risky, Bump.minor)
NEW: Final = Verdict(Impact.safe, Bump.minor)
FIX: Final = Verdict(Impact.safe, Bump.patch)
SILENT: Final = Verdict(Impact.safe, Bump.none)
