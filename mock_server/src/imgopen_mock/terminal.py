"""Text on its way to a terminal."""

from __future__ import annotations


def printable(text: str, keep: str = "") -> str:
    """Replace what could move the cursor or colour the screen: the text comes from a file or over the network."""
    return "".join(letter if letter.isprintable() or letter in keep else "?" for letter in text)
