"""Values of which the document lists all."""

from __future__ import annotations

from typing import Final

from generator.ir.model import Side
from generator.ir.reads import ANYTHING, Read, single, types_of_values
from generator.ir.types import Choice, Scalar, ScalarName, one_of
from generator.source.nodes import MapNode

SCALARS: Final[dict[str, ScalarName]] = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
"""Types without parts: in JSON Schema, and in Python."""


def choice_of(schema: MapNode, side: Side) -> tuple[Read, str]:
    """Return what a schema with `enum` or `const` is, and what of it is given up.

    In an answer only the types of the values count, as the service may come to know more of them.
    """
    values = [schema["const"]] if "const" in schema else list(schema["enum"])
    if any(isinstance(value, (dict, list)) for value in values):
        return ANYTHING, "a choice among lists or objects is not supported"
    kinds = types_of_values(values)
    if side == "response" or "number" in kinds:
        names = [SCALARS.get(kind, "object") for kind in kinds]
        what = "a choice among fractions is not supported" if side == "request" else ""
        return Read(one_of([Scalar(name) for name in names]), {"type": kinds}), what
    return Read(Choice(tuple(values)), {"enum": values, "type": single(kinds)}), ""
