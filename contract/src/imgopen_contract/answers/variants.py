"""From the schema of an answer to many answers, each changed in one place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from imgopen_contract.answers.wholes import alternative, whole
from imgopen_contract.cases.numbers import Numbers
from imgopen_contract.cases.values import UNKNOWN_NAME
from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING, written
from imgopen_contract.rules import Way, way_text
from imgopen_contract.rules.constraint import types_of

_EXACT = 2**53
_LONGEST_VALUE = 32
_TEXTS = ("", "words", "äöü 漢字 \U0001f98a", "7")


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer that tells of a success.

    Attributes:
        way: The place in which it differs from one that has everything.
        value: What stands there.
        body: The whole answer.
        documented: Whether it keeps the documented schema; if not, a client has to bear it all the same.
    """

    operation: Operation = field(repr=False)
    way: Way
    value: Any
    body: Any = field(repr=False)
    documented: bool

    @property
    def id(self) -> str:
        """What a test is called: `group.operation / answer / field / value`."""
        text = "left out" if self.value is NOTHING else json.dumps(self.value, ensure_ascii=False)
        text = text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."
        return f"{self.operation.label} / answer / {way_text(self.way) or 'body'} / {text}"


def answers_of(operation: Operation) -> Iterator[Answer]:
    """Give answers that succeed: one with everything in it, and others that differ in one place.

    Every place holds every kind of value that is documented for it. Besides, there are unknown fields, unknown words
    where some are listed, nulls for what may be left out, and things left out.
    """
    document, envelope = operation.document, operation.document.envelope
    schema = success_schema(operation)
    full = whole(document, schema)
    yield Answer(operation, (), full, full, document.keeps(full, operation.answer_schema))
    for way, value in _changes(document, schema, (), optional=False):
        if way != (envelope.code,):
            body = written(full, way, value)
            yield Answer(operation, way, value, body, document.keeps(body, operation.answer_schema))


def success_schema(operation: Operation) -> Mapping[str, Any]:
    """Return the schema of the answers that succeed."""
    return next(_forms(operation, operation.document.envelope.success))


def refusal_schema(operation: Operation) -> Mapping[str, Any] | None:
    """Return the schema of refusals; None if the document does not say that the operation may refuse."""
    return next(_forms(operation, operation.document.envelope.refusal), None)


def _forms(operation: Operation, code: str) -> Iterator[Mapping[str, Any]]:
    """Give the forms of an answer that can have a code."""
    document, envelope = operation.document, operation.document.envelope
    schema = document.resolve(operation.answer_schema)
    for form in map(document.resolve, schema.get("oneOf", schema.get("anyOf", [schema]))):
        if document.keeps(code, form.get("properties", {}).get(envelope.code, {})):
            yield form


def _changes(
    document: Document, schema: Mapping[str, Any], way: Way, *, optional: bool
) -> Iterator[tuple[Way, Any]]:
    """Give the places of a schema, and what may stand there; None stands where it is only to be borne, too."""
    if optional:
        yield way, NOTHING
        yield way, None
    elif document.keeps(None, schema):
        yield way, None
    schema = alternative(document, schema)
    for value in _values(schema):
        yield way, value
    if "properties" in schema:
        yield (*way, UNKNOWN_NAME), {"deep": [1, "two", None]}
        needed = schema.get("required", ())
        for name, inner in schema["properties"].items():
            yield from _changes(document, inner, (*way, name), optional=name not in needed)
    if "items" in schema:
        yield way, []
        yield way, [whole(document, schema["items"])] * 3
        yield from _changes(document, schema["items"], (*way, 0), optional=False)


def _values(schema: Mapping[str, Any]) -> Iterator[Any]:
    if "enum" in schema or "const" in schema:
        known = schema.get("enum", [schema.get("const")])
        yield from known
        numbers = [word for word in known if isinstance(word, (int, float)) and not isinstance(word, bool)]
        if isinstance(known[0], str):
            yield f"{known[0]}x"
        elif numbers:
            yield max(numbers) + 1
        return
    if "type" not in schema:
        yield from ({"any": ["thing"]}, "text", 1)
        return
    for kind in types_of(schema):
        if kind == "string":
            yield from _TEXTS
        elif kind == "boolean":
            yield from (True, False)
        elif kind in ("integer", "number"):
            yield from _numbers(schema, kind)


def _numbers(schema: Mapping[str, Any], kind: str) -> Iterator[int | float]:
    for number in Numbers.of(schema, kind == "integer").inside():
        if kind == "integer" or abs(Fraction(number)) <= _EXACT:
            yield number
