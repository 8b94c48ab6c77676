"""Words of a prompt that a scene can follow."""

from __future__ import annotations

import re

_LONGEST = 4000


def hinted_at(prompt: str, words: str) -> int | None:
    """Find the first of some words in a prompt, and return where it begins.

    Args:
        prompt: Any text; hints are looked for in its first 4,000 letters.
        words: Separated by spaces. Those in ASCII are whole words, in upper or lower case, in the singular or
            plural; others, such as Chinese ones, may stand anywhere.
    """
    start = prompt[:_LONGEST]
    found = [
        match.start()
        for word in words.split()
        if (match := re.search(rf"\b{word}s?\b" if word.isascii() else word, start, re.IGNORECASE))
    ]
    return min(found, default=None)
