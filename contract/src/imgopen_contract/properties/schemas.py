"""From a schema to a strategy for the values that keep it.

Which optional fields an object has is one draw, not one a field: an operation has dozens, and every draw takes time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from imgopen_contract.cases.numbers import Numbers, plain
from imgopen_contract.cases.texts import matching
from imgopen_contract.document import Document
from imgopen_contract.document.exactness import exact
from imgopen_contract.rules.constraint import types_of

_MOST_ELEMENTS = 3
_LARGE = 2**53
_TEXT = st.sampled_from(("", "words", "äöü 漢字 \U0001f98a", '"\\\n')) | st.text(max_size=12)
_NUMBER = st.integers(-_LARGE, _LARGE) | st.floats(allow_nan=False, allow_infinity=False)


def values_of(document: Document, schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for the values that keep a schema."""
    schema = document.resolve(schema)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            return st.one_of([values_of(document, form) for form in schema[keyword]])
    kinds = types_of(schema)
    if "type" not in schema:
        kinds = ("string", "boolean", "object")
    return st.one_of([_of_kind(document, schema, kind) for kind in kinds])


def _of_kind(document: Document, schema: Mapping[str, Any], kind: str) -> st.SearchStrategy[Any]:
    if kind == "object":
        return _object(document, schema)
    if kind == "array":
        return _array(document, schema)
    if kind == "string":
        return _text(schema)
    if kind == "integer":
        return _integer(schema)
    if kind == "number":
        return _number(schema)
    return st.booleans() if kind == "boolean" else st.none()


def _object(document: Document, schema: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    known = schema.get("properties", {})
    needed = [(name, values_of(document, known.get(name, {}))) for name in schema.get("required", ())]
    optional = [
        (name, values_of(document, inner))
        for name, inner in known.items()
        if name not in schema.get("required", ())
    ]
    masks = st.integers(0, 2 ** len(optional) - 1)

    @st.composite
    def objects(draw: st.DrawFn) -> dict[str, Any]:
        drawn = {name: draw(values) for name, values in needed}
        mask = draw(masks) & draw(masks) if optional else 0
        for index, (name, values) in enumerate(optional):
            if mask >> index & 1:
                drawn[name] = draw(values)
        return drawn

    return objects()


def _array(document: Document, schema: Mapping[str, Any]) -> st.SearchStrategy[list[Any]]:
    least = schema.get("minItems", 0)
    most = schema.get("maxItems", least + _MOST_ELEMENTS)
    return st.lists(
        values_of(document, schema.get("items", {})),
        min_size=least,
        max_size=min(most, least + _MOST_ELEMENTS),
        unique_by=repr if schema.get("uniqueItems") else None,
    )


def _text(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if "pattern" in schema:
        return st.sampled_from(matching(schema["pattern"])).filter(
            lambda text: least <= len(text) <= (len(text) if most is None else most)
        )
    return _TEXT if least == 0 and most is None else st.text(min_size=least, max_size=most)


def _integer(schema: Mapping[str, Any]) -> st.SearchStrategy[int | float]:
    numbers = Numbers.of(schema, whole=True)
    step = numbers.step or exact(1)
    low = None if numbers.low is None else exact(numbers.first()) / step
    high = None if numbers.high is None else exact(numbers.last()) / step
    counts = st.integers(None if low is None else math.ceil(low), None if high is None else math.floor(high))
    return counts if step == 1 else counts.map(lambda count: plain(count * step))


def _number(schema: Mapping[str, Any]) -> st.SearchStrategy[int | float]:
    numbers = Numbers.of(schema, whole=False)
    if numbers.step is not None:
        step = numbers.step
        low = 0 if numbers.low is None else math.ceil(exact(numbers.first()) / step)
        high = low + 1000 if numbers.high is None else math.floor(exact(numbers.last()) / step)
        return st.integers(low, high).map(lambda count: plain(count * step))
    if numbers.low is None and numbers.high is None:
        return _NUMBER
    return st.floats(
        None if numbers.low is None else float(numbers.first()),
        None if numbers.high is None else float(numbers.last()),
        allow_nan=False,
        allow_infinity=False,
    )
