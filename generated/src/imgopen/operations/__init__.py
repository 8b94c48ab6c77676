"""What the runtime needs to know of each operation."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import Final

GROUPS: Final = (
    "sd",
    "tasks",
    "training",
    "tools",
)
