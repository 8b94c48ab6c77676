"""Runtime expressions, as links and callbacks have them: `$request.body#/task/id`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

NOTHING: Any = type("Nothing", (), {"__repr__": lambda _: "NOTHING", "__bool__": lambda _: False})()
"""What an expression points at where there is nothing."""

_PLACES = re.compile(r"\$(?:request|response)\.(body|path|query|header)[.#]?(.*)", re.DOTALL)


def steps_of(expression: str) -> tuple[str, ...]:
    """Return the way that an expression goes: first the place, then the names in it."""
    found = _PLACES.fullmatch(expression)
    if found is None:
        raise ValueError(f"{expression} is not a runtime expression that can be read here")
    place, rest = found.groups()
    if place != "body":
        return (place, rest)
    tokens = rest.split("/")[1:]
    return (place, *(token.replace("~1", "/").replace("~0", "~") for token in tokens))


def read(value: Any, steps: tuple[str | int, ...]) -> Any:
    """Return what stands at the end of a way; NOTHING if the way leads nowhere."""
    for step in steps:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and str(step).isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return NOTHING
    return value


def written(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    """Return a copy with something else at the end of a way, and the objects on the way there; NOTHING removes it."""
    if not steps:
        return new
    step, *rest = steps
    if isinstance(step, int):
        items = list(value) if isinstance(value, list) else []
        items += [NOTHING] * (step + 1 - len(items))
        items[step] = written(items[step], tuple(rest), new)
        return [item for item in items if item is not NOTHING]
    copy = dict(value) if isinstance(value, Mapping) else {}
    inner = written(copy.get(step, NOTHING), tuple(rest), new)
    if inner is NOTHING:
        copy.pop(step, None)
    else:
        copy[step] = inner
    return copy
