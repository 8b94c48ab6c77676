"""The table of kinds: every kind of change, what it means on each side, and its sentence."""

from __future__ import annotations

from typing import Final

from generator.diff.kinds.api import API_KINDS
from generator.diff.kinds.bounds import BOUND_KINDS
from generator.diff.kinds.kind import Kind, Topic
from generator.diff.kinds.messages import CALLBACK_ONLY, MESSAGE_KINDS
from generator.diff.kinds.schemas import SCHEMA_KINDS

__all__ = ["CALLBACK_ONLY", "KINDS", "Kind", "Topic"]

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind for kind in (*SCHEMA_KINDS, *BOUND_KINDS, *MESSAGE_KINDS, *API_KINDS)
}
"""Every kind by its name."""
