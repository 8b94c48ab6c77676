"""Which keywords of a schema the models keep to: every other one of a request is told of.

A request must not leave that breaks a rule of the spec, so a rule that the models would not enforce must not pass in
silence. Answers are read leniently.
"""

from __future__ import annotations

from typing import Final

from generator.document.grammar import EXTENSION_PREFIX
from generator.ir.flat import ANNOTATIONS
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
RULES_BY_TYPE: Final = {
    "integer": _NUMBER_RULES,
    "number": _NUMBER_RULES,
    "string": _TEXT_RULES,
    "array": _LIST_RULES | {"items"},
    "object": frozenset(("properties", "required", "additionalProperties")),
}

_RULES_OF: Final = {
    **RULES_BY_TYPE,
    "array": RULES_BY_TYPE["array"]
    | {"uniqueItems", "contains", "prefixItems", "minContains", "maxContains"},
    "object": RULES_BY_TYPE["object"]
    | {"minProperties", "maxProperties", "patternProperties", "propertyNames"},
}


def rules_not_kept(schema: MapNode, side: Side, name: str, *, is_strict: bool = True) -> list[Complaint]:
    """Return a complaint for each keyword of a schema that the models would not keep to.

    Unless `is_strict`, those that refuse no value of the schema's type are passed over.
    """
    understood = _understood_keys(schema) if side == "request" else frozenset(schema)
    if not is_strict:
        understood |= _vacuous_keys(schema)
    return [
        Complaint(schema.at(key), name, f"{key} is not checked by the client")
        for key in schema
        if key not in understood and not key.startswith(EXTENSION_PREFIX)
    ]


def rules_beside_reference(schema: MapNode, side: Side, name: str) -> list[Complaint]:
    """Return a complaint for each rule that stands beside a `$ref`."""
    return [
        Complaint(schema.at(key), name, f"{key} beside a $ref is not checked by the client")
        for key in schema
        if side == "request" and key not in {"$ref", *ANNOTATIONS} and not key.startswith(EXTENSION_PREFIX)
    ]


def object_rules_not_kept(node: MapNode, side: Side, name: str) -> list[Complaint]:
    """Return a complaint for each thing that an object's schema asks for and a model cannot give."""
    if side == "response":
        return []
    found = []
    properties = node["properties"]
    for wire_name in node.get("required") or ():
        if wire_name not in properties:
            what = f"required field {wire_name} is not among the properties"
            found.append(Complaint(node.at("required"), name, what))
    if isinstance(node.get("additionalProperties"), MapNode) and node["additionalProperties"]:
        what = "a schema beside properties is not checked by the client"
        found.append(Complaint(node.at("additionalProperties"), name, what))
    return found


def implied_types(schema: MapNode) -> list[str]:
    """Return the type that the keywords of a schema without `type` are about."""
    if schema.get("properties") or isinstance(schema.get("additionalProperties"), MapNode):
        return ["object"]
    return ["array"] if isinstance(schema.get("items"), MapNode) else []


def types_of(schema: MapNode) -> list[str]:
    """Return the types that a schema names or implies."""
    kinds = schema.get("type")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return list(kinds) if isinstance(kinds, list) and kinds else implied_types(schema)


def _vacuous_keys(schema: MapNode) -> frozenset[str]:
    """Return the keywords that refuse no value of the schema's types."""
    kinds = types_of(schema)
    if "enum" in schema or "const" in schema:
        return frozenset(("oneOf", "anyOf", *(key for keys in _RULES_OF.values() for key in keys)))
    if not kinds:
        return frozenset()
    return frozenset(key for kind, keys in _RULES_OF.items() if kind not in kinds for key in keys) - (
        _NUMBER_RULES if "integer" in kinds or "number" in kinds else frozenset()
    )


def _understood_keys(schema: MapNode) -> frozenset[str]:
    """Return the keywords of a request's schema whose rules the models keep to."""
    if "enum" in schema or "const" in schema:
        return ANNOTATIONS | {"enum", "const", "type"}
    for key in ("oneOf", "anyOf"):
        if key in schema and not schema.get("properties"):
            return ANNOTATIONS | {key, "discriminator", "type"}
    kinds = types_of(schema)
    rules = frozenset[str]().union(*(RULES_BY_TYPE.get(kind, frozenset()) for kind in kinds))
    if "object" in kinds and not schema.get("properties"):
        rules -= {"required"} if schema.get("additionalProperties") is not False else {"additionalProperties"}
    return ANNOTATIONS | rules | {"type", "discriminator"}
