"""From the schemas of a document to models: strict ones for requests, lenient ones for answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.extensions import Envelope
from generator.document.view import deref
from generator.ir.keywords import CONSTRAINTS, object_rules_not_kept, rules_beside_reference, rules_not_kept
from generator.ir.model import Field, Model, NamedChoice, Side
from generator.ir.notes import default_of, describe
from generator.ir.types import ANY, NONE, Choice, ListOf, MapOf, Named, Scalar, ScalarName, Type, one_of
from generator.ir.words import one_line
from generator.naming import class_name, field_name, pascal_case
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode

_SCALARS: Final[dict[str, ScalarName]] = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
_COMPONENT: Final = "#/components/schemas/"
_INPUT_SUFFIX: Final = "Input"


@dataclass(frozen=True)
class Read:
    """A schema as read: the caller's type, and what datamodel-code-generator gets."""

    type: Type
    schema: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class _Key:
    name: str
    side: Side


class SchemaReader:
    """Reads schemas and collects the models that they need.

    First `note_use` is told of every schema that the operations use, so that each model's module and name are known
    before `read` is asked for types.
    """

    def __init__(self, document: MapNode, envelope: Envelope | None) -> None:
        self._document = document
        self._envelope = envelope
        self.complaints: list[Complaint] = []
        self._users: dict[_Key, set[str]] = {}
        self._models: dict[str, Model | NamedChoice | None] = {}
        self._owners: dict[str, tuple[MapNode, Side]] = {}
        self._filled: set[tuple[int, str]] = set()

    @property
    def models(self) -> tuple[Model, ...]:
        """The models read so far, by name."""
        found = (entry for _, entry in sorted(self._models.items()))
        return tuple(entry for entry in found if isinstance(entry, Model))

    @property
    def choices(self) -> tuple[NamedChoice, ...]:
        """The named choices read so far, by name."""
        found = (entry for _, entry in sorted(self._models.items()))
        return tuple(entry for entry in found if isinstance(entry, NamedChoice))

    def field_type(self, ref: Named, wire_name: str) -> Type:
        """Return the type of a field of a model that has been read; with None where the field may be missing."""
        model = self._models[ref.name]
        for field_ in model.fields if isinstance(model, Model) else ():
            if field_.wire_name == wire_name:
                return field_.type if field_.is_required else one_of([field_.type, NONE])
        return ANY

    def note_use(self, schema: Any, side: Side, module: str) -> None:
        """Remember that `module` uses the schema and all that it refers to."""
        if isinstance(schema, dict):
            reference = schema.get("$ref")
            if isinstance(reference, str):
                users = self._users.setdefault(_Key(reference, side), set())
                if module in users:
                    return
                users.add(module)
                self.note_use(deref(self._document, schema), side, module)
            for value in schema.values():
                self.note_use(value, side, module)
        elif isinstance(schema, list):
            for entry in schema:
                self.note_use(entry, side, module)

    def note_filled(self, owner: MapNode, wire_name: str) -> None:
        """Remember that the client fills a property of a request where the caller leaves it out."""
        self._filled.add((id(owner), wire_name))

    def is_filled(self, owner: MapNode, wire_name: str) -> bool:
        """Say whether the client fills a property of a request where the caller leaves it out."""
        return (id(owner), wire_name) in self._filled

    def read(self, schema: Any, side: Side, module: str, name: str) -> Read:
        """Return the type of a schema; `name` is what an object gets that has no name of its own."""
        if not isinstance(schema, MapNode):
            return Read(ANY, {})
        reference = schema.get("$ref")
        if isinstance(reference, str):
            return self._reference(schema, reference, side)
        self.complaints += rules_not_kept(schema, side, name)
        if "enum" in schema or "const" in schema:
            return self._choice(schema, side)
        for key in ("oneOf", "anyOf"):
            if isinstance(schema.get(key), list):
                return self._union(schema[key], side, module, name)
        return self._by_type(schema, side, module, name)

    def _reference(self, schema: MapNode, reference: str, side: Side) -> Read:
        target = deref(self._document, schema)
        base = class_name(reference.removeprefix(_COMPONENT))
        users = self._users.get(_Key(reference, side), set())
        is_both = side == "request" and _Key(reference, "response") in self._users
        module = next(iter(users)) if len(users) == 1 else "shared"
        name = f"{base}{_INPUT_SUFFIX}" if is_both else base
        if not isinstance(target, MapNode):
            return Read(ANY, {})
        self.complaints += rules_beside_reference(schema, side, name)
        if _is_object(target):
            return self._model(target, side, module, name)
        read = self.read(target, side, module, name)
        if isinstance(read.type, Choice) and side == "request":
            ref = Named(name, module, is_model=False)
            self._models[name] = NamedChoice(ref, read.type, one_line(target.get("description")))
            self._owners[name] = (target, side)
            return Read(ref, read.schema)
        return read

    def _model(self, node: MapNode, side: Side, module: str, name: str) -> Read:
        is_open = node.get("additionalProperties") is not False
        ref = Named(name, module, is_model=True, is_open=is_open)
        pointer = {"$ref": f"{_COMPONENT}{module}.{name}"}
        if name not in self._models:
            self._models[name] = None
            self._owners[name] = (node, side)
            self.complaints += rules_not_kept(node, side, name) + object_rules_not_kept(
                self._document, node, side, name
            )
            self._models[name] = self._read_model(node, side, ref)
        elif self._owners[name][0] is not node or self._owners[name][1] != side:
            owner = self._owners[name][0].location
            self._complain(
                node, "properties", name, f"becomes the class {name}, as the schema at {owner} does"
            )
        return Read(ref, pointer)

    def _read_model(self, node: MapNode, side: Side, ref: Named) -> Model:
        required = set(node.get("required") or ()) - self._never_missed(node, side)
        schema: dict[str, Any] = {"type": "object", "properties": {}}
        fields: list[Field] = []
        for wire_name, entry in (node.get("properties") or {}).items():
            read = self.read(entry, side, ref.module, f"{ref.name}{pascal_case(wire_name)}")
            description = describe(entry)
            default = default_of(self._document, entry) if side == "request" else None
            is_filled = side == "request" and self.is_filled(node, wire_name)
            is_required = wire_name in required and default is None and not is_filled
            fields.append(Field(wire_name, field_name(wire_name), read.type, is_required, description))
            schema["properties"][wire_name] = _property_schema(read.schema, description, default)
            if is_required:
                schema.setdefault("required", []).append(wire_name)
        if side == "request":
            schema["additionalProperties"] = ref.is_open
        description = one_line(node.get("description"))
        schema["description"] = description or f"{ref.name}."
        return Model(ref, side, description, schema, tuple(fields))

    def _never_missed(self, node: MapNode, side: Side) -> set[str]:
        """Return what an answer may lack although the spec requires it: the envelope's words for people."""
        is_envelope = self._envelope is not None and self._envelope.code in node["properties"]
        return {self._envelope.message} if self._envelope and is_envelope and side == "response" else set()

    def _choice(self, schema: MapNode, side: Side) -> Read:
        values = [schema["const"]] if "const" in schema else list(schema["enum"] or ())
        if not values:
            self._complain(schema, "enum", "enum", "has no values")
            return Read(ANY, {})
        if side == "response":
            names = [_SCALARS.get(kind, "object") for kind in _types_of_values(values)]
            return Read(one_of([Scalar(name) for name in names]), {"type": _types_of_values(values)})
        return Read(Choice(tuple(values)), {"enum": values, "type": _single(_types_of_values(values))})

    def _union(self, members: list[Any], side: Side, module: str, name: str) -> Read:
        reads = [
            self.read(member, side, module, f"{name}{index + 1}" if index else name)
            for index, member in enumerate(members)
        ]
        return Read(one_of([read.type for read in reads]), {"anyOf": [read.schema for read in reads]})

    def _by_type(self, schema: MapNode, side: Side, module: str, name: str) -> Read:
        kinds = schema.get("type")
        kinds = [kinds] if isinstance(kinds, str) else kinds or []
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            self._complain(schema, "type", name, "is not the name of a type")
            return Read(ANY, {})
        if not kinds:
            return self._model(schema, side, module, name) if _is_object(schema) else Read(ANY, {})
        reads = [self._one_type(schema, kind, side, module, name) for kind in kinds]
        if len(reads) == 1:
            return reads[0]
        if all(set(read.schema) == {"type"} for read in reads):
            return Read(one_of([read.type for read in reads]), {"type": kinds})
        return Read(one_of([read.type for read in reads]), {"anyOf": [read.schema for read in reads]})

    def _one_type(self, schema: MapNode, kind: str, side: Side, module: str, name: str) -> Read:
        if kind == "object":
            return self._object(schema, side, module, name)
        constraints = {key: schema[key] for key in CONSTRAINTS if key in schema} if side == "request" else {}
        if kind == "array":
            item = self.read(schema.get("items"), side, module, f"{name}Item")
            return Read(ListOf(item.type), {"type": "array", "items": item.schema, **constraints})
        scalar = Scalar(_SCALARS.get(kind, "object"))
        return Read(scalar if kind != "null" else NONE, {"type": kind, **constraints})

    def _object(self, schema: MapNode, side: Side, module: str, name: str) -> Read:
        if schema.get("properties"):
            return self._model(schema, side, module, name)
        values = schema.get("additionalProperties")
        if isinstance(values, MapNode) and values:
            read = self.read(values, side, module, f"{name}Value")
            return Read(MapOf(read.type), {"type": "object", "additionalProperties": read.schema})
        return Read(MapOf(ANY), {"type": "object", "additionalProperties": True})

    def _complain(self, node: MapNode, key: str, name: str, what: str) -> None:
        self.complaints.append(Complaint(node.at(key), name, what))


def _is_object(schema: MapNode) -> bool:
    return bool(schema.get("properties")) and schema.get("type", "object") == "object"


def _property_schema(schema: dict[str, Any], description: str, default: Any) -> dict[str, Any]:
    own = dict(schema)
    if description:
        own["description"] = description
    if default is not None:
        own["default"] = default
    return own


def _types_of_values(values: list[Any]) -> list[str]:
    kinds = []
    for value in values:
        kind = _type_of_value(value)
        if kind not in kinds:
            kinds.append(kind)
    return kinds


def _type_of_value(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if value is None:
        return "null"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "string"


def _single(kinds: list[str]) -> str | list[str]:
    return kinds[0] if len(kinds) == 1 else kinds
