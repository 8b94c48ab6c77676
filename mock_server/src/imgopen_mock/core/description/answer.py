"""The documented answer of an operation, and the documented body of a callback: examples to be made true."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imgopen_mock.core.description.document import JsonObject, Node
from imgopen_mock.core.description.expressions import Expression
from imgopen_mock.core.description.extensions import Envelope
from imgopen_mock.core.description.forms import Form, Row
from imgopen_mock.core.description.media import is_json
from imgopen_mock.core.description.parameters import examples
from imgopen_mock.core.description.schemas import clone, complete, flatten, sample


@dataclass(frozen=True)
class Answer:
    """The documented answer: the HTTP status of every answer, and an example of each verdict.

    Attributes:
        form: Which fields of a success mean something.
        schema: The schema of a success.
    """

    status: int
    media_type: str
    success: JsonObject = field(repr=False)
    refusal: JsonObject = field(repr=False)
    form: Form = field(repr=False)
    schema: Node = field(repr=False, compare=False)

    @classmethod
    def read(cls, status: str, node: Node, envelope: Envelope) -> Answer:
        """Read a successful response of an operation."""
        content = node.need("content")
        media_type = next((name for name in content.object() if is_json(name)), None)
        if media_type is None:
            raise content.error("has no JSON media type")
        media = content.need(media_type)
        schema = media.need("schema")
        schema.validator()  # so that a broken schema is found here and not while an answer is made of it
        success = verdict(media, schema, envelope, envelope.success)
        accepted = branch(schema, envelope, envelope.success)
        return cls(
            status=int(status) if status.isdecimal() else 200,
            media_type=media_type,
            success=success,
            refusal=verdict(media, schema, envelope, envelope.refusal),
            form=Form.read(node.document, accepted, success),
            schema=Node(node.document, schema.pointer, accepted),
        )

    def row(self, items: Expression) -> Row:
        """Return what the elements of a list in the answer look like; `items` says where it is."""
        return Row.read(self.schema.document, self.schema.value, self.success, items.tokens[2:])


def verdict(media: Node, schema: Node, envelope: Envelope, code: Any) -> JsonObject:
    """Make the answer whose code is `code`: the documented example, plus the required fields it lacks."""
    document = media.document
    allowing = branch(schema, envelope, code)
    chosen = next((value for value in examples(media) if _has_code(value, envelope, code)), None)
    answer = sample(document, allowing) if chosen is None else clone(chosen)
    if not isinstance(answer, dict):
        answer = {}
    answer[envelope.code] = code
    answer.setdefault(envelope.message, "")
    complete(document, allowing, answer)
    return answer


def branch(schema: Node, envelope: Envelope, code: Any) -> Any:
    """Choose the alternative of an answer's schema that allows `code`; if none does, ask for nothing more."""
    document = schema.document
    flat = flatten(document, schema.value)
    for alternative in flat.get("oneOf") or flat.get("anyOf") or [flat]:
        properties = flatten(document, alternative).get("properties", {})
        declared = flatten(document, properties.get(envelope.code))
        allowed = [declared["const"]] if "const" in declared else declared.get("enum", [code])
        if code in allowed:
            return alternative
    return {}


def _has_code(value: Any, envelope: Envelope, code: Any) -> bool:
    return isinstance(value, dict) and value.get(envelope.code) == code
