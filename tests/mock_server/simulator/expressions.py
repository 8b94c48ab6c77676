"""Runtime expressions, followed without the simulator: `$request.body#/slip/no` is `("body", "slip", "no")`."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

Steps: TypeAlias = tuple[str, ...]

NOTHING: Final = object()
"""What is found where nothing stands."""

_EXPRESSION = re.compile(r"\$(?:request|response)\.(body#|path\.|query\.|header\.)(.*)")


def steps_of(expression: str) -> Steps:
    """Split an expression into the way to its value, from inside the request or the answer."""
    match = _EXPRESSION.fullmatch(expression)
    assert match is not None, expression
    place, rest = match.groups()
    if place == "body#":
        return ("body", *(token.replace("~1", "/").replace("~0", "~") for token in rest.split("/")[1:]))
    return place[:-1], rest


def read(value: Any, steps: Steps) -> Any:
    """Return what stands at the end of a way, or NOTHING."""
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return NOTHING
        value = value[step]
    return value


def written(value: Any, steps: Steps, new: Any) -> Any:
    """Return a copy with something else at the end of a way; NOTHING takes away what stands there."""
    if not steps:
        return new
    copy = dict(value) if isinstance(value, dict) else {}
    inner = written(copy.pop(steps[0], None), steps[1:], new)
    return copy if inner is NOTHING else {**copy, steps[0]: inner}
