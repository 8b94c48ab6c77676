"""Chance that repeats itself: the same words give the same numbers, in every process."""

from __future__ import annotations

import hashlib
from random import Random


def chance(*words: str) -> Random:
    """Return the numbers that belong to some words; other words give unrelated ones."""
    digest = hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).digest()
    return Random(int.from_bytes(digest, "big"))  # noqa: S311
