"""Which keywords of a schema the models keep to: every other one of a request is a complaint.

A request must not leave that breaks a rule of the spec, so a rule that the models would not enforce must not pass in
silence. Answers are read leniently; only `allOf`, which would hide fields, is refused there.
"""

from __future__ import annotations

from typing import Any, Final

from generator.document.grammar import EXTENSION_PREFIX
from generator.document.view import deref
from generator.ir.model import Side
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode

CONSTRAINTS: Final = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "minItems", "maxItems"),
)
_NUMBER_RULES: Final = frozenset(CONSTRAINTS[:5])
_TEXT_RULES: Final = frozenset(("minLength", "maxLength", "pattern"))
_LIST_RULES: Final = frozenset(("minItems", "maxItems"))
_RULES_BY_TYPE: Final = {
    "integer": _NUMBER_RULES,
    "number": _NUMBER_RULES,
    "string": _TEXT_RULES,
    "array": _LIST_RULES | {"items"},
    "object": frozenset(("properties", "required", "additionalProperties")),
}
_ANNOTATIONS: Final = frozenset(
    (
        *("title", "description", "default", "example", "examples", "deprecated", "format", "$comment"),
        *("externalDocs", "readOnly", "writeOnly", "contentMediaType", "contentEncoding", "xml"),
    )
)
"""Keywords that refuse no value."""


def rules_not_kept(schema: MapNode, side: Side, name: str) -> list[Complaint]:
    """Return a complaint for each keyword of a schema that the models would not keep to."""
    understood = _understood_keys(schema) if side == "request" else frozenset(schema) - {"allOf"}
    return [
        Complaint(schema.at(key), name, f"{key} is not supported here")
        for key in schema
        if key not in understood and not key.startswith(EXTENSION_PREFIX)
    ]


def rules_beside_reference(schema: MapNode, side: Side, name: str) -> list[Complaint]:
    """Return a complaint for each rule that stands beside a `$ref`."""
    return [
        Complaint(schema.at(key), name, f"{key} beside a $ref is not supported")
        for key in schema
        if side == "request" and key not in {"$ref", *_ANNOTATIONS} and not key.startswith(EXTENSION_PREFIX)
    ]


def object_rules_not_kept(document: MapNode, node: MapNode, side: Side, name: str) -> list[Complaint]:
    """Return a complaint for each thing that an object's schema asks for and a model cannot give."""
    if side == "response":
        return []
    found = []
    properties = node["properties"]
    for wire_name in node.get("required") or ():
        if wire_name not in properties:
            what = f"required field {wire_name} is not among the properties"
            found.append(Complaint(node.at("required"), name, what))
        elif _admits_null(deref(document, properties[wire_name])):
            what = f"{wire_name}: a required field that may be null is not supported"
            found.append(Complaint(properties.at(wire_name), name, what))
    if isinstance(node.get("additionalProperties"), MapNode) and node["additionalProperties"]:
        what = "a schema beside properties is not supported"
        found.append(Complaint(node.at("additionalProperties"), name, what))
    return found


def _understood_keys(schema: MapNode) -> frozenset[str]:
    """Return the keywords of a request's schema whose rules the models keep to."""
    if "enum" in schema or "const" in schema:
        return _ANNOTATIONS | {"enum", "const", "type"}
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return _ANNOTATIONS | {key}
    kinds = schema.get("type")
    kinds = [kinds] if isinstance(kinds, str) else list(kinds or ())
    if not kinds and schema.get("properties"):
        kinds = ["object"]
    rules = frozenset[str]().union(*(_RULES_BY_TYPE.get(kind, frozenset()) for kind in kinds))
    if "object" in kinds and not schema.get("properties"):
        rules -= {"required"} if schema.get("additionalProperties") is not False else {"additionalProperties"}
    return _ANNOTATIONS | rules | {"type"}


def _admits_null(schema: Any) -> bool:
    if not isinstance(schema, MapNode):
        return False
    kinds = schema.get("type")
    return (isinstance(kinds, list) and "null" in kinds) or None in (schema.get("enum") or ())
