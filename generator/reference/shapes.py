"""What a schema asks for, in words, whichever keywords it is put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.document.view import deref
from generator.ir.words import rule_in_words
from generator.reference.text import json_text
from generator.source.nodes import MapNode

ANY_KEY: Final = "*"
"""What stands for the name of a property that may have any."""
_DEEPEST: Final = 8
_ALTERNATIVES: Final = ("oneOf", "anyOf")
_PLURALS: Final = {kind: f"{kind}s" for kind in ("string", "integer", "number", "boolean", "object", "array")}
_TYPES: Final = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}


@dataclass(frozen=True)
class Property:
    """A property of an object."""

    wire_name: str
    schema: Any
    is_required: bool


def kind_in_words(document: MapNode, schema: Any, depth: int = 0) -> str:
    """Return the type of a schema in JSON's words, such as `array of strings or null`."""
    target = deref(document, schema)
    if not isinstance(target, MapNode) or depth > _DEEPEST:
        return "any value"
    words = list(dict.fromkeys(_kinds(document, target, depth)))
    return " or ".join(words) if words else "any value"


def parameter_schema(node: MapNode) -> Any:
    """Return the schema of a parameter, which may stand with the media type of its content."""
    return node["schema"] if "schema" in node else described_at(node).get("schema")


def described_at(node: MapNode) -> MapNode:
    """Return what has schema and examples of a parameter: its content's first media type, or itself."""
    content = node.get("content")
    for media in content.values() if isinstance(content, MapNode) and "schema" not in node else ():
        return media if isinstance(media, MapNode) else node
    return node


def rules_of(document: MapNode, schema: Any) -> tuple[str, str]:
    """Return the range, step and length of a schema in words, and the pattern that its text must match."""
    target = deref(document, schema)
    if not isinstance(target, MapNode):
        return "", ""
    rule = rule_in_words({key: value for key, value in target.items() if key != "pattern"})
    pattern = target.get("pattern")
    return rule, pattern if isinstance(pattern, str) else ""


def choices_of(document: MapNode, schema: Any) -> tuple[str, ...]:
    """Return the values to which a schema, or the items of a list, are limited, as JSON."""
    target = deref(document, schema)
    if not isinstance(target, MapNode):
        return ()
    if "const" in target:
        return (json_text(target["const"]),)
    values = target.get("enum")
    if isinstance(values, list):
        return tuple(json_text(value) for value in values)
    items = target.get("items")
    return choices_of(document, items) if isinstance(items, MapNode) and items is not schema else ()


def example_of(document: MapNode, schema: Any) -> Any:
    """Return the first example of a schema or of what it refers to, or None."""
    for node in chain(document, schema):
        examples = node.get("examples")
        if isinstance(examples, list) and examples:
            return examples[0]
        if node.get("example") is not None:
            return node["example"]
    return None


def chain(document: MapNode, schema: Any) -> Iterator[MapNode]:
    """Yield a schema, and what it refers to."""
    node = schema
    for _ in range(_DEEPEST):
        if not isinstance(node, MapNode):
            return
        yield node
        if not isinstance(node.get("$ref"), str):
            return
        node = deref(document, node)


def properties_of(document: MapNode, schema: Any, depth: int = 0) -> list[Property]:
    """Return the properties of an object, of the objects in a list, or of the alternatives that a schema has."""
    target = deref(document, schema)
    if not isinstance(target, MapNode) or depth > _DEEPEST:
        return []
    found: dict[str, Property] = {}
    required = target.get("required")
    names = set(required) if isinstance(required, list) else set()
    own = target.get("properties")
    for name, entry in own.items() if isinstance(own, MapNode) else ():
        found[name] = Property(name, entry, name in names)
    for member in _members(target, "allOf"):
        for entry in properties_of(document, member, depth + 1):
            found.setdefault(
                entry.wire_name,
                Property(entry.wire_name, entry.schema, entry.is_required or entry.wire_name in names),
            )
    alternatives = [member for key in _ALTERNATIVES for member in _members(target, key)]
    for member in alternatives:
        for entry in properties_of(document, member, depth + 1):
            is_required = entry.is_required and len(alternatives) == 1
            found.setdefault(entry.wire_name, Property(entry.wire_name, entry.schema, is_required))
    values = target.get("additionalProperties")
    if isinstance(values, MapNode) and values:
        found.setdefault(ANY_KEY, Property(ANY_KEY, values, is_required=False))
    return list(found.values()) or properties_of(document, target.get("items"), depth + 1)


def _kinds(document: MapNode, target: MapNode, depth: int) -> Iterator[str]:
    alternatives = [member for key in _ALTERNATIVES for member in _members(target, key)]
    if alternatives:
        yield from (kind_in_words(document, member, depth + 1) for member in alternatives)
        return
    kinds = target.get("type")
    for kind in [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []:
        yield _one_kind(document, target, str(kind), depth)
    if kinds is None:
        yield from _untyped(document, target, depth)
    if target.get("nullable") is True:
        yield "null"


def _one_kind(document: MapNode, target: MapNode, kind: str, depth: int) -> str:
    if kind == "array":
        item = kind_in_words(document, target.get("items"), depth + 1)
        first, _, rest = item.partition(" ")
        return (
            f"array of {' '.join(filter(None, (_PLURALS.get(first, first), rest)))}"
            if first != "any"
            else "array"
        )
    form = target.get("format")
    return f"{kind} ({form})" if isinstance(form, str) and kind != "object" else kind


def _untyped(document: MapNode, target: Mapping[str, Any], depth: int) -> Iterator[str]:
    values = [target["const"]] if "const" in target else target.get("enum")
    if isinstance(values, list):
        yield from (_TYPES.get(type(value), "object") for value in values)
    elif "properties" in target or "additionalProperties" in target:
        yield "object"
    else:
        words = [kind_in_words(document, member, depth + 1) for member in _members(target, "allOf")]
        yield from (word for word in words if word != "any value")


def _members(target: Mapping[str, Any], key: str) -> list[Any]:
    members = target.get(key)
    return members if isinstance(members, list) else []
