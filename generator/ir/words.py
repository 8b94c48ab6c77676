"""The rules of a schema in words, for the reader of a docstring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def rule_in_words(schema: Mapping[str, Any]) -> str:
    """Return the range, step, lengths and pattern of a schema as sentences; empty where it has none."""
    bounds = ", ".join(part for part in (_range(schema), _step(schema), _length(schema)) if part)
    return " ".join(part for part in (_sentence(bounds), _pattern(schema)) if part)


def one_line(text: object) -> str:
    """Return text of the document with its line breaks folded."""
    return " ".join(str(text).split()) if text is not None else ""


def _range(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f"from {low} to {high}"
    words = [
        f"{label} {bound}"
        for label, bound in (("at least", low), ("more than", above), ("at most", high), ("less than", below))
        if bound is not None and not isinstance(bound, bool)
    ]
    return " and ".join(words)


def _step(schema: Mapping[str, Any]) -> str:
    step = schema.get("multipleOf")
    return f"a multiple of {step}" if step is not None else ""


def _length(schema: Mapping[str, Any]) -> str:
    is_list = "minItems" in schema or "maxItems" in schema
    low = schema.get("minItems" if is_list else "minLength")
    high = schema.get("maxItems" if is_list else "maxLength")
    unit = "items" if is_list else "characters"
    if low is not None and high is not None:
        return f"{low} to {high} {unit}"
    if low is not None:
        return f"at least {low} {unit}"
    return f"at most {high} {unit}" if high is not None else ""


def _pattern(schema: Mapping[str, Any]) -> str:
    pattern = schema.get("pattern")
    return f"Must match `{one_line(pattern)}`." if pattern else ""


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""
