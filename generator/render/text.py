"""Text from the spec as Python source: the one place where it is escaped."""

from __future__ import annotations

import re
import textwrap
from typing import Any, Final

GENERATED: Final = "Written by `python -m generator generate`; change the spec, not this file."

_WIDTH: Final = 100
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def literal(value: Any) -> str:
    """Return a constant of the spec as a Python expression.

    Raises:
        TypeError: it is no text, number, boolean, None, list or mapping.
    """
    if isinstance(value, list):
        return f"[{', '.join(literal(entry) for entry in value)}]"
    if isinstance(value, dict):
        entries = (f"{literal(key)}: {literal(entry)}" for key, entry in value.items())
        return f"{{{', '.join(entries)}}}"
    if value is None or isinstance(value, (bool, int, float)):
        return repr(value)
    if isinstance(value, str):
        return repr(str(value))
    raise TypeError(f"{type(value).__name__} is no constant")


def visible(text: str) -> str:
    """Return text without what steers a terminal, ends a line in some programs only, or turns the order of letters."""
    return _CONTROL.sub(" ", text)


def in_docstring(text: str) -> str:
    """Return text that can stand inside a docstring and means itself there."""
    escaped = visible(text).replace("\\", "\\\\")
    body = escaped.rstrip('"')
    return body.replace('"""', '\\"\\"\\"') + '\\"' * (len(escaped) - len(body))


def paragraph(text: str, indent: int, first: int = 0) -> str:
    """Return text folded to lines; lines after the first are indented by `indent` spaces.

    `first` is how many columns of the first line are already taken.
    """
    lines = textwrap.wrap(
        text,
        width=_WIDTH - indent,
        initial_indent=" " * max(first - indent, 0),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"\n{' ' * indent}".join(lines).strip()
