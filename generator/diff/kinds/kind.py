"""What a row of the table of kinds holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diff.verdicts import FIX, Face, Side, Verdict

Topic = Literal["added", "changed", "deprecated", "removed", "fixed"]
"""The section of a changelog that a kind belongs to (keepachangelog.com)."""

UNUSED = "unused"


@dataclass(frozen=True)
class Kind:
    """One kind of change: its stable name, what it means on each side, and its sentence.

    The id of a change is the name with the side in front (`request-maximum-lowered`), or the name alone where no
    single message is meant. `sentence` has places in braces for what was found.
    """

    name: str
    sentence: str
    verdicts: Mapping[Face, Verdict] = field(hash=False)
    topic: Topic = "changed"

    def id_on(self, side: Side, *, is_used: bool = True) -> str:
        """Return the id of such a change on a side; `is_used` is false for a component that no operation uses."""
        if side is Side.none:
            return self.name if is_used or "api" in self.verdicts else f"{UNUSED}-{self.name}"
        return f"{side.value}-{self.name}"

    def verdict_on(self, side: Side) -> Verdict:
        """Return what such a change means on a side; what no operation uses can harm nobody."""
        return self.verdicts.get(side.face) or self.verdicts.get("api") or FIX


def two_sided(name: str, sent: Verdict, received: Verdict, sentence: str, topic: Topic = "changed") -> Kind:
    """Return a kind that is judged on what is sent and on what is received."""
    return Kind(name, sentence, {"sent": sent, "received": received}, topic)


def of_sent(name: str, verdict: Verdict, sentence: str, topic: Topic = "changed") -> Kind:
    """Return a kind that there is only in what the caller sends."""
    return Kind(name, sentence, {"sent": verdict}, topic)


def of_received(name: str, verdict: Verdict, sentence: str, topic: Topic = "changed") -> Kind:
    """Return a kind that there is only in what the caller receives."""
    return Kind(name, sentence, {"received": verdict}, topic)


def of_api(name: str, verdict: Verdict, sentence: str, topic: Topic = "changed") -> Kind:
    """Return a kind of no single message."""
    return Kind(name, sentence, {"api": verdict}, topic)


def anywhere(name: str, verdict: Verdict, sentence: str, topic: Topic = "changed") -> Kind:
    """Return a kind that means the same wherever it is met."""
    return Kind(name, sentence, dict.fromkeys(("sent", "received", "api"), verdict), topic)
