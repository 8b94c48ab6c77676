"""Answers that keep the documented schema, and such as a client has to bear although they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from imgopen_contract.answers import success_schema
from imgopen_contract.answers.wholes import alternative
from imgopen_contract.cases.values import UNKNOWN_NAME
from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import written
from imgopen_contract.properties.json import any_json
from imgopen_contract.properties.schemas import values_of
from imgopen_contract.rules import Way


@cache
def valid_answers(operation: Operation) -> st.SearchStrategy[Any]:
    """Return a strategy for the answers that tell of a success."""
    return values_of(operation.document, success_schema(operation))


@cache
def strained_answers(operation: Operation) -> st.SearchStrategy[Any]:
    """Return a strategy for successful answers with what the document does not say.

    There are unknown fields in any object, nulls for whatever may be left out, and words that no list has.
    """
    answers, anything = valid_answers(operation), any_json()
    document, schema = operation.document, success_schema(operation)
    code = operation.document.envelope.code

    @st.composite
    def strained(draw: st.DrawFn) -> Any:
        answer = draw(answers)
        for _ in range(draw(st.integers(1, 4))):
            places = [place for place in _places(document, schema, answer, ()) if place[0] != (code,)]
            way, kind = draw(st.sampled_from(places))
            value = {"null": None, "word": "a new word"}[kind] if kind != "extra" else draw(anything)
            answer = written(answer, way, value)
        return answer

    return strained()


def _places(document: Document, schema: Mapping[str, Any], value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """Find where an answer can be strained, and how."""
    schema = alternative(document, schema)
    if isinstance(value, dict):
        yield (*way, UNKNOWN_NAME), "extra"
        known = schema.get("properties", {})
        for name, inner in known.items():
            if name not in schema.get("required", ()):
                yield (*way, name), "null"
            if name in value:
                yield from _places(document, inner, value[name], (*way, name))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _places(document, schema.get("items", {}), element, (*way, index))
    elif isinstance(value, str) and ("enum" in schema or "const" in schema):
        yield way, "word"
