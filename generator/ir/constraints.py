"""The rules of numbers, texts and lists, as the models can keep to them."""

from __future__ import annotations

import functools
import math
from typing import Any, Final

from generator.ir.keywords import CONSTRAINTS, RULES_BY_TYPE
from generator.source.nodes import MapNode

_ROUNDED: Final = {
    "minimum": math.ceil,
    "exclusiveMinimum": math.floor,
    "maximum": math.floor,
    "exclusiveMaximum": math.ceil,
}
LONGEST_PATTERN: Final = 10_000
"""Letters; making a longer pattern ready to use takes seconds, each time that the package is imported."""
_LENGTHS: Final = frozenset({"minLength", "maxLength", "minItems", "maxItems"})


def constraints_of(schema: MapNode, kind: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the rules for values of one type, and those that cannot be kept to: keyword, and what is wrong."""
    kept: dict[str, Any] = {}
    given_up: list[tuple[str, str]] = []
    for key in CONSTRAINTS:
        if key not in schema or key not in RULES_BY_TYPE.get(kind, ()):
            continue
        value = schema[key]
        if key == "pattern":
            if is_checkable(value):
                kept[key] = value
            else:
                given_up.append(
                    (key, f"the pattern {value} is not checked, as it has no form of linear time")
                )
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            given_up.append((key, "is not a number"))
        elif key in _LENGTHS or kind == "integer":
            whole = _whole(key, value)
            if whole is None:
                given_up.append((key, f"{value} is not supported for whole numbers"))
            else:
                kept[key] = whole
        else:
            kept[key] = value
    return kept, given_up


@functools.lru_cache(maxsize=4096)
def is_checkable(pattern: object) -> bool:
    """Say whether pydantic's engine, whose time grows linearly with the text, knows the pattern."""
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    if not isinstance(pattern, str) or len(pattern) > LONGEST_PATTERN:
        return False
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return False
    return True


def _whole(key: str, value: float) -> int | None:
    if float(value).is_integer():
        return int(value)
    return _ROUNDED[key](value) if key in _ROUNDED else None
