"""What an operation is called with in the examples: the documented request, and what stands in for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from generator.document.view import OperationView, deref, parameters_of
from generator.ir.media import is_json
from generator.ir.words import one_line
from generator.reference.shapes import described_at, example_of, parameter_schema, properties_of
from generator.reference.sides import Sides
from generator.source.nodes import MapNode

_DEEPEST: Final = 6
_BY_TYPE: Final[dict[str, Any]] = {"string": "...", "integer": 1, "number": 1.0, "boolean": True}


@dataclass(frozen=True)
class Sample:
    """A body, as the spec shows it."""

    title: str
    value: Any


@dataclass(frozen=True)
class Request:
    """A request that can be shown.

    Attributes:
        content_type: of the body; empty without one.
        body: the body; None without one, or where it is no JSON that can be shown.
        parameters: values for parameters, by place and name.
        is_documented: whether the spec shows the body, or it was made from the schema.
    """

    content_type: str
    body: Any
    parameters: dict[tuple[str, str], Any]
    is_documented: bool


def request_of(sides: Sides, document: MapNode, view: OperationView, preferred: str) -> Request:
    """Return the request that an operation's examples show, its body in the `preferred` content type if it can be.

    What is `readOnly` is not in it, even where an example has it: the client does not send it.
    """
    parameters = {
        (str(node.get("in")), str(node.get("name"))): sides.sent(parameter_schema(node), value)
        for node in parameters_of(document, view)
        if (value := _parameter(document, node)) is not None
    }
    content_type, media = media_of(deref(document, view.node.get("requestBody")), preferred)
    if media is None:
        return Request("", None, parameters, is_documented=False)
    samples = samples_of(document, media)
    schema = media.get("schema")
    value = samples[0].value if samples else made(document, schema)
    return Request(content_type, sides.sent(schema, value), parameters, is_documented=bool(samples))


def media_of(holder: Any, preferred: str = "") -> tuple[str, MapNode | None]:
    """Return the content type that a body or an answer is shown in, and what the document says of it.

    That is the `preferred` one, then JSON, then the first.
    """
    content = holder.get("content") if isinstance(holder, MapNode) else None
    entries = content if isinstance(content, MapNode) else {}
    for name in sorted(entries, key=lambda name: (name != preferred, not is_json(name))):
        media = entries[name]
        return name, media if isinstance(media, MapNode) else None
    return "", None


def samples_of(document: MapNode, media: MapNode) -> list[Sample]:
    """Return the documented examples of a body."""
    found = [Sample("", media["example"])] if media.get("example") is not None else []
    examples = media.get("examples")
    for name, entry in examples.items() if isinstance(examples, MapNode) else ():
        example = deref(document, entry)
        if isinstance(example, MapNode) and "value" in example:
            found.append(Sample(one_line(example.get("summary")) or one_line(name), example["value"]))
    return found


def made(document: MapNode, schema: Any, depth: int = 0) -> Any:
    """Return a value with what a schema requires; its own examples and defaults come first."""
    target = deref(document, schema)
    example = example_of(document, schema)
    if example is not None or not isinstance(target, MapNode):
        return example
    for key in ("default", "const"):
        if target.get(key) is not None:
            return target[key]
    if isinstance(target.get("enum"), list) and target["enum"]:
        return target["enum"][0]
    if depth >= _DEEPEST:
        return None
    kinds = target.get("type")
    kind = kinds[0] if isinstance(kinds, list) and kinds else kinds
    if kind == "array":
        return [made(document, target.get("items"), depth + 1)]
    properties = properties_of(document, target)
    if properties:
        return {
            entry.wire_name: made(document, entry.schema, depth + 1)
            for entry in properties
            if entry.is_required
        }
    return _BY_TYPE.get(kind) if isinstance(kind, str) else None


def _parameter(document: MapNode, node: MapNode) -> Any:
    """Return a value for a parameter: always for one that there must be, else where the spec shows one."""
    samples = [*samples_of(document, node), *samples_of(document, described_at(node))]
    if samples:
        return samples[0].value
    is_needed = node.get("required") is True or node.get("in") == "path"
    return made(document, parameter_schema(node)) if is_needed else None
