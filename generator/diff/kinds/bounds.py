"""The kinds of change of ranges, lengths, steps and patterns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diff.kinds.kind import Kind, two_sided
from generator.diff.verdicts import BREAKS, FIX, NEW, RISKY

LOWER_BOUNDS: Final = {
    "minimum": "minimum",
    "exclusiveMinimum": "exclusive minimum",
    "minLength": "minimum length",
    "minItems": "minimum number of items",
    "minProperties": "minimum number of fields",
}
UPPER_BOUNDS: Final = {
    "maximum": "maximum",
    "exclusiveMaximum": "exclusive maximum",
    "maxLength": "maximum length",
    "maxItems": "maximum number of items",
    "maxProperties": "maximum number of fields",
}
BOUND_NAMES: Final = {
    **{key: label.replace(" number of ", " ").replace(" ", "-") for key, label in LOWER_BOUNDS.items()},
    **{key: label.replace(" number of ", " ").replace(" ", "-") for key, label in UPPER_BOUNDS.items()},
}
"""What a bound is called in the names of kinds, by keyword."""


def _bounds() -> Iterator[Kind]:
    for keyword, label in (*LOWER_BOUNDS.items(), *UPPER_BOUNDS.items()):
        name = BOUND_NAMES[keyword]
        narrowing, widening = ("raised", "lowered") if keyword in LOWER_BOUNDS else ("lowered", "raised")
        change = f"{label} {{direction}} from {{old}} to {{new}}"
        yield two_sided(f"{name}-{narrowing}", BREAKS, FIX, change.replace("{direction}", narrowing))
        yield two_sided(f"{name}-{widening}", NEW, RISKY, change.replace("{direction}", widening))
        yield two_sided(f"{name}-added", BREAKS, FIX, f"{label} {{new}} added; there was none")
        yield two_sided(f"{name}-removed", NEW, RISKY, f"{label} {{old}} removed; there is none now")


BOUND_KINDS: Final = (
    *_bounds(),
    two_sided("step-added", BREAKS, FIX, "has to be a multiple of {new} now"),
    two_sided("step-removed", NEW, RISKY, "need not be a multiple of {old} any more"),
    two_sided("step-widened", NEW, RISKY, "may be any multiple of {new} now, not only of {old}"),
    two_sided("step-changed", BREAKS, RISKY, "has to be a multiple of {new} now, was of {old}"),
    two_sided("step-narrowed", BREAKS, FIX, "has to be a multiple of {new} now, {old} is not enough"),
    two_sided("pattern-added", BREAKS, FIX, "has to match {new} now"),
    two_sided("pattern-removed", NEW, RISKY, "need not match {old} any more"),
    two_sided("pattern-changed", RISKY, RISKY, "has to match {new} now, was {old}"),
    two_sided("items-made-unique", BREAKS, FIX, "items may no longer repeat"),
    two_sided("items-may-repeat", NEW, RISKY, "items may repeat now"),
)
