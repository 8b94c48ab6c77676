"""A validator that calculates with the numbers that are written, not with those that are stored."""

from __future__ import annotations

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


ExactValidator = validators.extend(Draft202012Validator, {"multipleOf": _multiple_of})
