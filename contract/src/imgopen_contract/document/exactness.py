"""A validator that takes numbers and patterns as JSON Schema means them, not as Python does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators  # type: ignore[import-untyped]


def exact(number: int | float) -> Fraction:
    """Return a number as it is written: 0.1 is a tenth, although no binary fraction is."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _multiple_of(validator: Any, step: float, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """The library divides binary fractions, by which 0.3 is no multiple of 0.1."""
    if validator.is_type(instance, "number") and exact(instance) % exact(step):
        yield ValidationError(f"{instance!r} is not a multiple of {step}")


def python_pattern(pattern: str) -> str:
    """Return a pattern of JSON Schema as Python has to be given it: a dollar is the very end, not a last line's."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\$(?=$|[)|])", r"\1\\Z", pattern)


def _pattern(validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "string") and not re.search(python_pattern(pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern}")


ExactValidator = validators.extend(Draft202012Validator, {"multipleOf": _multiple_of, "pattern": _pattern})
