"""Edits of a schema, and what each means where the schema is sent and where it is received."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class SchemaRow:
    """One edit of a schema: its kind, and its verdict on either side.

    Verdicts: `B` breaking, major; `R` risky, minor; `N` safe, minor; `F` safe, patch; `S` safe, no new version.
    """

    kind: str
    edit: Callable[[Json], object]
    """Changes the schema of an object."""
    sent: str
    received: str
    title: str = ""
    also: frozenset[str] = frozenset()
    """Kinds that cannot but come along."""


def _in(name: str, *gone: str, **change: Any) -> Callable[[Json], object]:
    """Return an edit that changes one field."""

    def edit(schema: Json) -> None:
        field = schema["properties"][name]
        for key in gone:
            del field[key]
        field.update(change)

    return edit


def _at(*steps: str | int, to: Any) -> Callable[[Json], object]:
    """Return an edit that sets what stands at a place of the fields."""

    def edit(schema: Json) -> None:
        node: Any = schema["properties"]
        for step in steps[:-1]:
            node = node[step]
        node[steps[-1]] = to

    return edit


def _whole(change: Callable[[Json], object]) -> Callable[[Json], object]:
    return change


def _without(name: str) -> Callable[[Json], object]:
    def edit(schema: Json) -> None:
        del schema["properties"][name]

    return edit


def _add(field: Json, *, is_required: bool = False) -> Callable[[Json], object]:
    def edit(schema: Json) -> None:
        schema["properties"]["fresh"] = field
        if is_required:
            schema["required"].append("fresh")

    return edit


def _rename(before: str, after: str) -> Callable[[Json], object]:
    def edit(schema: Json) -> None:
        schema["properties"][after] = schema["properties"].pop(before)

    return edit


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


_ROUND, _SQUARE, _GLAZE = _ref("Round"), _ref("Square"), _ref("Glaze")
_PLAIN = {"type": "object", "properties": {"tone": {"type": "string"}}}

FIELD_ROWS = (
    SchemaRow("property-added", _add({"type": "string"}), "N", "N"),
    SchemaRow("required-property-added", _add({"type": "string"}, is_required=True), "B", "N"),
    SchemaRow(
        "required-property-with-default-added",
        _add({"type": "integer", "default": 1}, is_required=True),
        "R",
        "N",
    ),
    SchemaRow("property-removed", _without("open"), "B", "B"),
    SchemaRow("property-renamed", _rename("color", "colour"), "B", "B"),
    SchemaRow("property-made-required", lambda s: s["required"].append("open"), "B", "F"),
    SchemaRow("property-made-required", lambda s: s["required"].append("ghost"), "B", "F", "of no property"),
    SchemaRow("property-with-default-made-required", lambda s: s["required"].append("filled"), "R", "F"),
    SchemaRow("property-made-optional", lambda s: s["required"].remove("heat"), "N", "B"),
    SchemaRow("made-read-only", _in("open", readOnly=True), "B", "F"),
    SchemaRow("no-longer-read-only", _in("hidden", "readOnly"), "N", "F"),
    SchemaRow("made-write-only", _in("open", writeOnly=True), "F", "B"),
    SchemaRow("no-longer-write-only", _in("secret", "writeOnly"), "F", "N"),
    SchemaRow("additional-properties-closed", lambda s: s.update(additionalProperties=False), "B", "F"),
    SchemaRow("additional-properties-opened", _in("limits", additionalProperties=True), "N", "F"),
    SchemaRow(
        "additional-properties-described", _in("own", additionalProperties={"type": "string"}), "B", "R"
    ),
    SchemaRow("additional-properties-not-described", _in("counts", "additionalProperties"), "N", "R"),
    SchemaRow(
        "type-widened",
        _at("counts", "additionalProperties", "type", to="number"),
        "N",
        "B",
        "of further fields",
    ),
)

TYPE_ROWS = (
    SchemaRow("type-changed", _in("open", type="string"), "B", "B"),
    SchemaRow("type-widened", _in("heat", type="number"), "N", "B"),
    SchemaRow("type-widened", _in("open", type=["boolean", "string"]), "N", "B", "by another type"),
    SchemaRow("type-narrowed", _in("size", type="integer"), "B", "F"),
    SchemaRow("type-narrowed", _in("width", type="integer"), "B", "F", "to integers"),
    SchemaRow("type-stated", _in("free", type="string"), "B", "R"),
    SchemaRow("type-stated", _at("any", to={"type": "string"}), "B", "R", "where anything was allowed"),
    SchemaRow("type-no-longer-stated", _in("note", "type"), "N", "B"),
    SchemaRow("type-no-longer-stated", _at("note", to=True), "N", "B", "by a schema of true"),
    SchemaRow("became-nullable", _in("heat", type=["integer", "null"]), "N", "B"),
    SchemaRow("optional-became-nullable", _in("note", type=["string", "null"]), "N", "R"),
    SchemaRow("optional-became-nullable", _in("note", nullable=True), "N", "R", "as OpenAPI 3.0 writes it"),
    SchemaRow("no-longer-nullable", _in("maybe", type="string"), "B", "F"),
    SchemaRow("enum-value-added", _in("color", enum=["blue", "ash", "red"]), "N", "R"),
    SchemaRow("enum-value-removed", _in("color", enum=["blue"]), "B", "F"),
    SchemaRow("enum-value-removed", _in("color", "enum", const="ash"), "B", "F", "by a constant"),
    SchemaRow("enum-added", _in("note", enum=["a", "b"]), "B", "F"),
    SchemaRow("enum-removed", _in("color", "enum"), "N", "R"),
    SchemaRow("enum-reordered", _in("color", enum=["ash", "blue"]), "F", "F"),
    SchemaRow("format-added", _in("note", format="uuid"), "R", "F"),
    SchemaRow("format-removed", _in("width", "format"), "F", "R"),
    SchemaRow("format-changed", _in("width", format="double"), "R", "R"),
    SchemaRow("default-added", _in("heat", default=900), "R", "F"),
    SchemaRow("default-removed", _in("label", "default"), "R", "F"),
    SchemaRow("default-changed", _in("label", default="bowl"), "R", "F"),
    SchemaRow("content-encoding-changed", _in("label", contentEncoding="base32"), "R", "R"),
    SchemaRow("schema-forbidden", _at("note", to=False), "B", "B"),
    SchemaRow("schema-no-longer-forbidden", _at("never", to={"type": "string"}), "N", "R"),
)

RANGE_ROWS = (
    SchemaRow("minimum-raised", _in("heat", minimum=200), "B", "F"),
    SchemaRow("minimum-lowered", _in("heat", minimum=50), "N", "R"),
    SchemaRow("minimum-removed", _in("heat", "minimum"), "N", "R"),
    SchemaRow("minimum-added", _in("size", minimum=1), "B", "F"),
    SchemaRow("maximum-lowered", _in("heat", maximum=1000), "B", "F"),
    SchemaRow("maximum-raised", _in("heat", maximum=1300), "N", "R"),
    SchemaRow("maximum-removed", _in("heat", "maximum"), "N", "R"),
    SchemaRow("maximum-added", _in("size", maximum=9), "B", "F"),
    SchemaRow("exclusive-minimum-raised", _in("width", exclusiveMinimum=1), "B", "F"),
    SchemaRow("exclusive-minimum-lowered", _in("width", exclusiveMinimum=-1), "N", "R"),
    SchemaRow("exclusive-minimum-removed", _in("width", "exclusiveMinimum"), "N", "R"),
    SchemaRow("exclusive-minimum-added", _in("size", exclusiveMinimum=3), "B", "F"),
    SchemaRow("exclusive-maximum-lowered", _in("width", exclusiveMaximum=9.5), "B", "F"),
    SchemaRow("exclusive-maximum-raised", _in("width", exclusiveMaximum=11), "N", "R"),
    SchemaRow("exclusive-maximum-removed", _in("width", "exclusiveMaximum"), "N", "R"),
    SchemaRow("exclusive-maximum-added", _in("size", exclusiveMaximum=3), "B", "F"),
    SchemaRow("minimum-length-raised", _in("label", minLength=3), "B", "F"),
    SchemaRow("minimum-length-lowered", _in("label", minLength=1), "N", "R"),
    SchemaRow("minimum-length-removed", _in("label", "minLength"), "N", "R"),
    SchemaRow("minimum-length-removed", _in("label", minLength=0), "N", "R", "by a length of 0"),
    SchemaRow("minimum-length-added", _in("note", minLength=1), "B", "F"),
    SchemaRow("maximum-length-lowered", _in("label", maxLength=19), "B", "F"),
    SchemaRow("maximum-length-raised", _in("label", maxLength=21), "N", "R"),
    SchemaRow("maximum-length-removed", _in("label", "maxLength"), "N", "R"),
    SchemaRow("maximum-length-added", _in("note", maxLength=5), "B", "F"),
    SchemaRow("minimum-items-raised", _in("marks", minItems=3), "B", "F"),
    SchemaRow("minimum-items-lowered", _in("marks", minItems=1), "N", "R"),
    SchemaRow("minimum-items-removed", _in("marks", "minItems"), "N", "R"),
    SchemaRow("minimum-items-added", _in("loose", minItems=2), "B", "F"),
    SchemaRow("maximum-items-lowered", _in("marks", maxItems=4), "B", "F"),
    SchemaRow("maximum-items-raised", _in("marks", maxItems=6), "N", "R"),
    SchemaRow("maximum-items-removed", _in("marks", "maxItems"), "N", "R"),
    SchemaRow("maximum-items-added", _in("loose", maxItems=2), "B", "F"),
    SchemaRow("minimum-fields-raised", _in("limits", minProperties=3), "B", "F"),
    SchemaRow("minimum-fields-lowered", _in("limits", minProperties=1), "N", "R"),
    SchemaRow("minimum-fields-removed", _in("limits", "minProperties"), "N", "R"),
    SchemaRow("minimum-fields-added", _in("own", minProperties=1), "B", "F"),
    SchemaRow("maximum-fields-lowered", _in("limits", maxProperties=2), "B", "F"),
    SchemaRow("maximum-fields-raised", _in("limits", maxProperties=4), "N", "R"),
    SchemaRow("maximum-fields-removed", _in("limits", "maxProperties"), "N", "R"),
    SchemaRow("maximum-fields-added", _in("own", maxProperties=4), "B", "F"),
    SchemaRow("step-added", _in("size", multipleOf=2), "B", "F"),
    SchemaRow("step-removed", _in("heat", "multipleOf"), "N", "R"),
    SchemaRow("step-widened", _in("heat", multipleOf=25), "N", "R"),
    SchemaRow("step-narrowed", _in("heat", multipleOf=100), "B", "F"),
    SchemaRow("step-changed", _in("heat", multipleOf=75), "B", "R"),
    SchemaRow("pattern-added", _in("note", pattern="^x"), "B", "F"),
    SchemaRow("pattern-removed", _in("label", "pattern"), "N", "R"),
    SchemaRow("pattern-changed", _in("label", pattern="^[a-z0-9]+$"), "R", "R"),
    SchemaRow("items-made-unique", _in("loose", uniqueItems=True), "B", "F"),
    SchemaRow("items-may-repeat", _in("marks", "uniqueItems"), "N", "R"),
)

COMPOSITION_ROWS = (
    SchemaRow("items-described", _in("loose", items={"type": "string"}), "B", "R"),
    SchemaRow("items-not-described", _in("marks", "items"), "N", "B"),
    SchemaRow("maximum-length-added", _at("marks", "items", "maxLength", to=9), "B", "F", "of items"),
    SchemaRow("alternative-added", _in("shape", oneOf=[_ROUND, _SQUARE, {"type": "string"}]), "N", "B"),
    SchemaRow(
        "alternative-removed",
        _in("shape", oneOf=[_ROUND, _GLAZE]),
        "B",
        "F",
        also=frozenset({"alternative-added"}),
    ),
    SchemaRow("alternatives-reordered", _in("shape", oneOf=[_SQUARE, _ROUND]), "R", "R"),
    SchemaRow("alternatives-keyword-changed", _in("shape", "oneOf", anyOf=[_ROUND, _SQUARE]), "R", "R"),
    SchemaRow("alternatives-stated", _in("free", oneOf=[_ROUND, _SQUARE]), "B", "R"),
    SchemaRow("alternatives-no-longer-stated", _in("shape", "oneOf"), "N", "B"),
    SchemaRow(
        "optional-became-nullable",
        _in("shape", oneOf=[_ROUND, _SQUARE, {"type": "null"}]),
        "N",
        "R",
        "by an alternative",
    ),
    SchemaRow("part-added", _in("both", allOf=[_ROUND, _SQUARE, _GLAZE]), "B", "N"),
    SchemaRow("part-removed", _in("both", allOf=[_ROUND]), "R", "B"),
    SchemaRow("parts-reordered", _in("both", allOf=[_SQUARE, _ROUND]), "F", "F"),
    SchemaRow("discriminator-added", _in("shape", discriminator={"propertyName": "form"}), "R", "R"),
    SchemaRow("discriminator-removed", _in("kind", "discriminator"), "F", "R"),
    SchemaRow(
        "discriminator-property-changed", _at("kind", "discriminator", "propertyName", to="shape"), "B", "B"
    ),
    SchemaRow(
        "discriminator-value-added", _at("kind", "discriminator", "mapping", "orb", to="Round"), "N", "R"
    ),
    SchemaRow(
        "discriminator-value-removed",
        lambda s: s["properties"]["kind"]["discriminator"]["mapping"].pop("round"),
        "B",
        "F",
    ),
    SchemaRow(
        "discriminator-value-changed", _at("kind", "discriminator", "mapping", "round", to="Square"), "B", "B"
    ),
    SchemaRow("schema-stated", _at("by", "patternProperties", "^b", to={"type": "string"}), "B", "R"),
    SchemaRow("schema-no-longer-stated", _at("by", "patternProperties", to={}), "N", "R"),
    SchemaRow("keyword-changed", _at("ruled", "not", "const", to="y"), "R", "R"),
    SchemaRow("keyword-changed", _in("own", propertyNames={"maxLength": 3}), "R", "R", "of names"),
    SchemaRow("written-differently", _in("open", type=["boolean"]), "F", "F"),
    SchemaRow(
        "written-differently", _in("maybe", type="string", nullable=True), "F", "F", "null as in OpenAPI 3.0"
    ),
    SchemaRow(
        "written-differently",
        _in("width", minimum=0, exclusiveMinimum=True),
        "F",
        "F",
        "an exclusive bound as in OpenAPI 3.0",
    ),
    SchemaRow("written-differently", _in("heat", default=None), "F", "F", "a default of null"),
    SchemaRow(
        "written-differently", lambda s: s.update(additionalProperties=True), "F", "F", "of further fields"
    ),
    SchemaRow("written-differently", _at("glaze", to={"allOf": [_GLAZE]}), "F", "F", "by a part alone"),
    SchemaRow(
        "schema-replaced",
        _at("glaze", to=_SQUARE),
        "R",
        "R",
        also=frozenset({"property-removed", "property-added", "title-changed"}),
    ),
    SchemaRow("alias-replaced", _at("alias", to=_ref("Text")), "F", "F"),
    SchemaRow("schema-inlined", _at("glaze", to=_PLAIN), "R", "R"),
    SchemaRow(
        "schema-named",
        _at("own", to=_ref("Glaze")),
        "R",
        "R",
        also=frozenset({"property-removed", "property-added", "property-renamed"}),
    ),
    SchemaRow("meaning-added", _in("note", **{"x-meaning": "file"}), "F", "F"),
    SchemaRow("meaning-removed", _in("label", "x-meaning"), "F", "R"),
    SchemaRow("meaning-changed", _in("label", **{"x-meaning": "file"}), "F", "R"),
    SchemaRow("xml-changed", _in("label", xml={"name": "m"}), "S", "S"),
)

TEXT_ROWS = (
    SchemaRow("deprecated", _in("note", deprecated=True), "N", "N"),
    SchemaRow("title-changed", _in("label", title="Name"), "F", "F"),
    SchemaRow("description-changed", _in("label", description="Letters."), "F", "F"),
    SchemaRow("example-changed", _in("label", examples=["cup"]), "F", "F"),
    SchemaRow("documentation-changed", _in("label", **{"$comment": "Some."}), "F", "F"),
    SchemaRow("confirmed", _in("label", "x-provenance"), "F", "F"),
    SchemaRow("doubted", _in("note", **{"x-provenance": {"status": "inferred", "note": "?"}}), "R", "R"),
    SchemaRow(
        "provenance-changed",
        _in("label", **{"x-provenance": {"status": "inferred", "note": "So."}}),
        "F",
        "F",
    ),
    SchemaRow("extension-changed", _in("note", **{"x-order": 1}), "R", "R"),
)

SCHEMA_ROWS = (*FIELD_ROWS, *TYPE_ROWS, *RANGE_ROWS, *COMPOSITION_ROWS, *TEXT_ROWS)
