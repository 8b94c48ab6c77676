"""JSON pointers (RFC 6901), split once into tokens and then used many times."""

from __future__ import annotations

from typing import Any, Final

MISSING: Final = object()
"""What `lookup` returns when nothing stands there; `None` would be a JSON null."""


def split(pointer: str) -> tuple[str, ...]:
    """Split `/a~1b/0` into `("a/b", "0")`; the empty pointer has no tokens."""
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"{pointer!r} is not a JSON pointer")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))


def escape(token: str) -> str:
    """Escape one property name for use in a pointer."""
    return token.replace("~", "~0").replace("/", "~1")


def lookup(value: Any, tokens: tuple[str, ...]) -> Any:
    """Return what stands at `tokens` inside `value`, or `MISSING`."""
    for token in tokens:
        if isinstance(value, dict):
            value = value.get(token, MISSING)
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            return MISSING
    return value


def assign(root: Any, tokens: tuple[str, ...], value: Any) -> None:
    """Put `value` at `tokens` inside the object `root`, making the objects on the way if they are missing."""
    *parents, last = tokens
    for depth, token in enumerate(parents):
        inner = lookup(root, (token,))
        if inner is MISSING and isinstance(root, dict):
            inner = root[token] = {}
        if not isinstance(inner, (dict, list)):
            raise ValueError(f"/{'/'.join(tokens[: depth + 1])} cannot hold a value")
        root = inner
    if isinstance(root, dict):
        root[last] = value
    elif isinstance(root, list) and last.isdecimal() and int(last) < len(root):
        root[int(last)] = value
    else:
        raise ValueError(f"/{'/'.join(tokens)} cannot hold a value")
