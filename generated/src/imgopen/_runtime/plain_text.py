"""Single values as text, for paths, queries, headers, cookies and forms."""

from __future__ import annotations

_EXACT = 2.0**53
"""Up to here every whole number is a float of its own."""


def plain_text(value: object) -> str:
    """Return a value as text: `true` for True, and `1` for 1.0, which not every service takes for a whole number."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT:
        return str(int(value))
    return str(value)
