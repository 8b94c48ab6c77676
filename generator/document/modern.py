"""OpenAPI 3.0 in the words of 3.1, so that every later step knows one dialect of schemas alone."""

from __future__ import annotations

from typing import Any, Final

from generator.document.grammar import DATA, EXTENSION, Child, Kind, child_of
from generator.source.nodes import MapNode, SeqNode

_MODERN: Final = "3.1."
_BESIDE_REFERENCE: Final = frozenset({"$ref", "summary", "description"})
_BOUNDS: Final = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
_UNIONS: Final = ("oneOf", "anyOf", "allOf")


def modern(document: MapNode) -> MapNode:
    """Return the document as OpenAPI 3.1 has it: a copy that still knows its lines, or itself where it is so already.

    `nullable` becomes the type `null`, exclusive bounds become numbers, and what stands beside a `$ref`, which
    3.0 ignores, is gone. Many documents of 3.1 still say `nullable`, and mean it.
    """
    is_old = not str(document.get("openapi", "")).startswith(_MODERN)
    if not is_old and not _mentions_nullable(document):
        return document
    copy: MapNode = _copied(document, "document", is_old=is_old)
    return copy


def _mentions_nullable(node: Any) -> bool:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, MapNode):
            if found.get("nullable") is True:
                return True
            waiting.extend(found.values())
        elif isinstance(found, SeqNode):
            waiting.extend(found)
    return False


def _copied(node: Any, kind: Kind, *, is_old: bool) -> Any:
    if kind in (DATA, EXTENSION) or not isinstance(node, MapNode):
        return node
    copy = MapNode(node.location)
    is_reference = isinstance(node.get("$ref"), str)
    for key, value in node.items():
        if not (is_old and is_reference and kind == "schema" and key not in _BESIDE_REFERENCE):
            copy.put(key, _child(value, child_of(kind, key), is_old=is_old), node.at(key))
    if kind != "schema" or (is_old and is_reference):
        return copy
    return _modern_schema(copy, is_lifted=_is_lifted(node))


def _child(value: Any, child: Child, *, is_old: bool) -> Any:
    if child.shape == "map" and isinstance(value, MapNode):
        entries = MapNode(value.location)
        for name, entry in value.items():
            entries.put(name, _copied(entry, child.kind, is_old=is_old), value.at(name))
        return entries
    if child.shape == "list" and isinstance(value, SeqNode):
        items = SeqNode(value.location)
        for index, entry in enumerate(value):
            items.push(_copied(entry, child.kind, is_old=is_old), value.at(index))
        return items
    return _copied(value, child.kind, is_old=is_old) if child.shape == "one" else value


def _modern_schema(schema: MapNode, *, is_lifted: bool) -> MapNode:
    for bound, exclusive in _BOUNDS:
        _make_exclusive(schema, bound, exclusive)
    nullable = schema.pop("nullable", None)
    is_nullable = nullable is True or is_lifted
    if not is_nullable or (schema.get("type") is None and not _has_shape(schema)):
        return schema
    kinds = schema.get("type")
    if isinstance(kinds, SeqNode):
        return schema if "null" in kinds else _or_null(schema)
    if isinstance(kinds, str) and not any(key in schema for key in _UNIONS):
        return _with_null(schema)
    return _or_null(schema)


def _make_exclusive(schema: MapNode, bound: str, exclusive: str) -> None:
    flag = schema.get(exclusive)
    if not isinstance(flag, bool):
        return
    location = schema.at(exclusive)
    del schema[exclusive]
    if flag and bound in schema:
        schema.put(exclusive, schema.pop(bound), location)


def _is_lifted(schema: MapNode) -> bool:
    """Say whether a member of `allOf` does nothing but make the whole nullable, as many documents have it."""
    members = schema.get("allOf")
    return any(
        isinstance(member, MapNode)
        and member.get("nullable") is True
        and member.get("type") is None
        and not _has_shape(member)
        for member in (members if isinstance(members, SeqNode) else ())
    )


def _has_shape(schema: MapNode) -> bool:
    return any(key in schema for key in (*_UNIONS, "$ref", "properties", "enum", "items"))


def _with_null(schema: MapNode) -> MapNode:
    types = SeqNode(schema.at("type"))
    for name in (schema["type"], "null"):
        types.push(name, schema.at("type"))
    schema.put("type", types, schema.at("type"))
    values = schema.get("enum")
    if isinstance(values, SeqNode) and None not in values:
        extended = SeqNode(values.location)
        for index, value in enumerate([*values, None]):
            extended.push(value, values.at(index))
        schema.put("enum", extended, schema.at("enum"))
    return schema


def _or_null(schema: MapNode) -> MapNode:
    null = MapNode(schema.location)
    null.put("type", "null", schema.location)
    members = SeqNode(schema.location)
    inner = MapNode(schema.location)
    whole = MapNode(schema.location)
    for key, value in schema.items():
        (whole if key in ("description", "default") else inner).put(key, value, schema.at(key))
    for member in (inner, null):
        members.push(member, schema.location)
    whole.put("anyOf", members, schema.location)
    return whole
