"""Values with everything in them that a schema knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgopen_contract.cases.samples import sample
from imgopen_contract.document import Document

_DEEPEST = 12


def whole(document: Document, schema: Mapping[str, Any], depth: int = _DEEPEST) -> Any:
    """Return a valid value with all documented fields, an element in every array, and nothing that is null."""
    schema = alternative(document, schema)
    if depth and "properties" in schema:
        return {name: whole(document, inner, depth - 1) for name, inner in schema["properties"].items()}
    if depth and "items" in schema:
        return [whole(document, schema["items"], depth - 1)] * max(1, schema.get("minItems", 1))
    return sample(document, {key: value for key, value in schema.items() if key != "examples"})


def alternative(document: Document, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema with references followed, and of several forms the first one that is not just null."""
    schema = document.resolve(schema)
    for keyword in ("oneOf", "anyOf"):
        forms = [document.resolve(form) for form in schema.get(keyword, ())]
        for form in forms:
            if form.get("type") != "null":
                return alternative(document, form)
    return schema
