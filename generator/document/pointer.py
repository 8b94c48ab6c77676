"""JSON Pointers (RFC 6901) and the runtime expressions of OpenAPI links and callbacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import unquote

_EXPRESSION: Final = re.compile(r"\$(request|response)\.body#(/.*)")


def split_pointer(pointer: str) -> tuple[str, ...]:
    """Return the steps of a pointer such as `/a~1b/0`, whose escapes are undone.

    Raises:
        ValueError: the pointer is neither empty nor starts with a slash.
    """
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"{pointer!r} does not start with /")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in unquote(pointer)[1:].split("/"))


def join_pointer(steps: Sequence[str | int]) -> str:
    """Return the pointer for the steps, escaped."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def local_reference(steps: Sequence[str | int]) -> str:
    """Return the `$ref` to a place of the same document; a `%` of a name does not begin an escape there."""
    return f"#{join_pointer(steps)}".replace("%", "%25")


def follow(root: Any, steps: Sequence[str]) -> Any:
    """Return what stands at the end of `steps`.

    Raises:
        LookupError: there is nothing.
    """
    node = root
    for step in steps:
        if isinstance(node, dict):
            node = node[step]
        elif isinstance(node, list) and step.isdecimal():
            node = node[int(step)]
        else:
            raise LookupError(step)
    return node


@dataclass(frozen=True)
class BodyExpression:
    """A runtime expression that names a place in a body: `$request.body#/businessTaskId`."""

    side: Literal["request", "response"]
    steps: tuple[str, ...]


def parse_body_expression(text: str) -> BodyExpression | None:
    """Return the place that a runtime expression names, or None where it is not one about a body."""
    match = _EXPRESSION.fullmatch(text)
    if match is None:
        return None
    side: Literal["request", "response"] = "request" if match[1] == "request" else "response"
    return BodyExpression(side, split_pointer(match[2]))
