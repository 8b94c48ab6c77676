"""From the schemas of a document to models: strict ones for requests, lenient ones for answers."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection
from typing import Any, Final

from generator.document.extensions import Envelope
from generator.ir.choices import SCALARS, choice_of
from generator.ir.constraints import constraints_of
from generator.ir.defaults import wrong_default
from generator.ir.flat import UNIONS, Flattener
from generator.ir.keywords import (
    implied_types,
    object_rules_not_kept,
    rules_beside_reference,
    rules_not_kept,
)
from generator.ir.model import Field, Model, NamedChoice, Side
from generator.ir.notes import default_of, describe
from generator.ir.reads import (
    ANYTHING,
    Read,
    or_none,
    property_schema,
    size_of,
    union_of,
)
from generator.ir.registry import SHARED, Registry
from generator.ir.scope import Scope
from generator.ir.tags import NULLS, TAGS, Tags
from generator.ir.types import (
    ANY,
    FILE,
    NONE,
    Choice,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    may_be_null,
    one_of,
)
from generator.ir.words import one_line, rule_in_words
from generator.naming import field_name, pascal_case
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, SeqNode

_COMPONENT: Final = "#/components/schemas/"
_LARGEST_TYPE: Final = 1_000
_LONGEST_DEFAULT: Final = 80


class SchemaReader:
    """Reads schemas and collects the models that they need.

    First `note_use` is told of every schema that the operations use, so that each model's module and name are known
    before `read` is asked for types. `notices` tell what a request's schema asks for and the models do not keep to;
    `clashes` are two schemas that wish for one name.
    """

    def __init__(
        self,
        document: MapNode,
        envelope: Envelope | None,
        reserved: Collection[str] = (),
        *,
        is_strict: bool = True,
    ) -> None:
        self.flattener = Flattener(document)
        self.registry = Registry(document, reserved)
        self.notices: list[Complaint] = []
        self.clashes: list[Complaint] = []
        self._is_strict = is_strict
        self._document = document
        self._envelope = envelope
        self._tags = Tags(document, self.flattener)
        self._queue: deque[tuple[MapNode, Side, Named]] = deque()
        self._filled: set[tuple[int, str]] = set()
        self._files: dict[int, MapNode] = {}
        self._parameters: dict[int, MapNode] = {}
        self._busy: set[tuple[str, Side]] = set()
        self._known: dict[tuple[str, Side], Read] = {}
        self._inexact: set[tuple[str, Side]] = set()
        self._circles = 0

    def model(self, ref: Named) -> Model | None:
        """Return a model with its fields."""
        self._read_queue()
        return self.registry.model(ref)

    @property
    def models(self) -> tuple[Model, ...]:
        """All models, by name."""
        self._read_queue()
        return tuple(self._tagged(model) for model in self.registry.models)

    @property
    def choices(self) -> tuple[NamedChoice, ...]:
        """All named choices, by name."""
        self._read_queue()
        return self.registry.choices

    def field_type(self, ref: Named, wire_name: str) -> Type:
        """Return the type of a field of a model; with None where the field may be missing."""
        model = self.model(ref)
        for field_ in model.fields if model is not None else ():
            if field_.wire_name == wire_name:
                return field_.type if field_.is_required else one_of([field_.type, NONE])
        return ANY

    def note_filled(self, owner: MapNode, wire_name: str) -> None:
        """Remember that the client fills a property of a request where the caller leaves it out."""
        self._filled.add((id(owner), wire_name))

    def note_parameters(self, model: MapNode) -> None:
        """Remember that the properties of this very schema are parameters: they are sent, read-only or not."""
        self._parameters[id(model)] = model

    def note_file(self, schema: MapNode) -> None:
        """Remember that a value of this very schema is the content of a file."""
        self._files[id(schema)] = schema

    def default_of(self, schema: Any, side: Side) -> Any:
        """Return the default that the client sends; None where it sends none."""
        return default_of(self._document, schema) if side == "request" and self._is_strict else None

    def rule_of(self, schema: Any) -> str:
        """Return the rules of a value in words; where the client sends no defaults, that of the service too."""
        target = self.flattener.target(schema)
        rule = rule_in_words(target) if isinstance(target, MapNode) else ""
        default = None if self._is_strict else default_of(self._document, schema)
        if default is None or isinstance(default, (dict, list)):
            return rule
        shown = json.dumps(default, ensure_ascii=False)
        return f"{rule} The service's default is {shown}.".strip() if len(shown) <= _LONGEST_DEFAULT else rule

    def read(self, schema: Any, side: Side, module: str, name: str) -> Read:
        """Return the type of a schema; `name` is what an object gets that has no name of its own."""
        if not isinstance(schema, MapNode):
            return ANYTHING
        if id(schema) in self._files:
            return Read(FILE, {})
        reference = self.flattener.reference(schema)
        if reference is not None:
            return self._reference(schema, reference, side)
        schema = self.flattener.flat(schema)
        self.notices += rules_not_kept(schema, side, name, is_strict=self._is_strict)
        if side == "request" and not self._is_strict:
            self.notices += wrong_default(schema, name)
        if schema.get("enum") or "const" in schema:
            return self._choice(schema, side)
        for key in UNIONS:
            if isinstance(schema.get(key), SeqNode) and schema[key] and not schema.get("properties"):
                return self._union(schema, schema[key], side, module, name)
        return self._by_type(schema, side, module, name)

    def _reference(self, schema: MapNode, reference: MapNode, side: Side) -> Read:
        self.notices += (
            rules_beside_reference(schema, side, str(reference["$ref"])) if schema is reference else []
        )
        reference, target = self.flattener.last(reference)
        if target is None:
            return ANYTHING
        pointer = str(reference["$ref"])
        module, name = self.registry.place_of(pointer, side)
        target, is_nullable = self.flattener.non_null(self.flattener.flat(target))
        if _is_object(target):
            read = self._model(target, side, module, name)
            read = self._or_heir(read, target, pointer, side)
        elif (pointer, side) in self._busy:
            self._notice(
                target, "$ref", name, "refers to itself without an object in between: taken as any value"
            )
            self._circles += 1
            return ANYTHING
        else:
            read = self._once((pointer, side), target, module, name)
        return or_none(read) if is_nullable else read

    def _or_heir(self, base: Read, target: MapNode, pointer: str, side: Side) -> Read:
        """Return what a base with a discriminator may be: any schema that extends it, or itself."""
        heirs = self.registry.heirs.of(pointer)
        if not heirs or (pointer, side) in self._busy:
            return base
        self._busy.add((pointer, side))
        members = [_reference_to(reference, target) for reference in (pointer, *heirs)]
        reads = [base, *(self.read(member, side, SHARED, "") for member in members[1:])]
        self._busy.discard((pointer, side))
        self._note_union(target, members, reads, side)
        return union_of(reads)

    def _once(self, key: tuple[str, Side], target: MapNode, module: str, name: str) -> Read:
        """Return the type of a component that is no object: read once, as it may be named twice and more.

        What was read within a circle is forgotten at its end: it is less exact than what is read from elsewhere.
        """
        known = self._known.get(key)
        if known is not None:
            return known
        circles = self._circles
        self._busy.add(key)
        read = self.read(target, key[1], module, name)
        self._busy.discard(key)
        read = self._named_choice(read, target, key[1], module, name)
        if size_of(read.schema) > _LARGEST_TYPE:
            self._notice(target, "$ref", name, "is a type of too many parts: taken as any value")
            read = ANYTHING
        self._known[key] = read
        if self._circles > circles and self._busy:
            self._inexact.add(key)
        if self._inexact and not self._busy:
            self._known = {known: read for known, read in self._known.items() if known not in self._inexact}
            self._inexact.clear()
        return read

    def _named_choice(self, read: Read, target: MapNode, side: Side, module: str, name: str) -> Read:
        if not isinstance(read.type, Choice) or side != "request":
            return read
        name = self._class_name(target, side, name)
        ref = Named(name, module, is_model=False)
        self.registry.put(name, NamedChoice(ref, read.type, one_line(target.get("description"))))
        return Read(ref, read.schema)

    def _model(self, node: MapNode, side: Side, module: str, name: str) -> Read:
        name = self._class_name(node, side, name)
        is_open = node.get("additionalProperties") is not False
        ref = Named(name, module, is_model=True, is_open=is_open)
        if not self.registry.has(name):
            self.registry.put(name, None)
            self._queue.append((node, side, ref))
        else:
            known = self.registry.model(ref)
            ref = known.ref if known is not None else self._queued(name) or ref
        return Read(ref, {"$ref": f"{_COMPONENT}{ref.module}.{name}"})

    def _queued(self, name: str) -> Named | None:
        return next((ref for _, _, ref in self._queue if ref.name == name), None)

    def _class_name(self, node: MapNode, side: Side, wish: str) -> str:
        name, first = self.registry.name_for(node, side, wish)
        if first is not None:
            what = f"becomes the class {wish}, as the schema at {first.location} does"
            self.clashes.append(Complaint(node.at("properties"), wish, what))
        return name

    def _read_queue(self) -> None:
        while self._queue:
            node, side, ref = self._queue[0]
            self.notices += rules_not_kept(
                node, side, ref.name, is_strict=self._is_strict
            ) + object_rules_not_kept(node, side, ref.name)
            self.registry.put(ref.name, self._read_model(node, side, ref))
            self._queue.popleft()

    def _read_model(self, node: MapNode, side: Side, ref: Named) -> Model:
        required = set(node.get("required") or ()) - self._never_missed(node, side)
        schema: dict[str, Any] = {"type": "object", "properties": {}}
        fields: list[Field] = []
        # No field is called what another one is called in JSON, since models are made by either name.
        names = Scope(node["properties"])
        for wire_name, entry in node["properties"].items():
            if id(node) not in self._parameters and self._is_left_out(entry, side):
                continue
            read = self.read(entry, side, ref.module, f"{ref.name}{pascal_case(wire_name)}")
            description = describe(entry)
            default = self.default_of(entry, side)
            is_filled = side == "request" and (id(node), wire_name) in self._filled
            is_required = wire_name in required and default is None and not is_filled
            is_required = is_required and not self._is_write_only(entry, side)
            wish = field_name(wire_name)
            name = wish if wish == wire_name else names.give(wish)
            fields.append(Field(wire_name, name, read.type, is_required, description, default, is_filled))
            schema["properties"][wire_name] = property_schema(read.schema, description, default)
            if is_required:
                schema.setdefault("required", []).append(wire_name)
            elif side == "request" and not self._is_strict and may_be_null(read.type):
                schema["properties"][wire_name][NULLS] = True
        if side == "request":
            schema["additionalProperties"] = ref.is_open
        description = one_line(node.get("description"))
        schema["description"] = description or f"{ref.name}."
        return Model(ref, side, description, schema, tuple(fields))

    def _is_left_out(self, entry: Any, side: Side) -> bool:
        target = self.flattener.target(entry)
        return side == "request" and isinstance(target, MapNode) and target.get("readOnly") is True

    def _is_write_only(self, entry: Any, side: Side) -> bool:
        target = self.flattener.target(entry)
        return side == "response" and isinstance(target, MapNode) and target.get("writeOnly") is True

    def _never_missed(self, node: MapNode, side: Side) -> set[str]:
        """Return what an answer may lack although the spec requires it: the envelope's words for people."""
        is_envelope = self._envelope is not None and self._envelope.code in node["properties"]
        return {self._envelope.message} if self._envelope and is_envelope and side == "response" else set()

    def _tagged(self, model: Model) -> Model:
        tags = self._tags.of(model.ref) if model.side == "response" else {}
        for wire_name, values in tags.items():
            if wire_name in model.schema["properties"] and values:
                model.schema["properties"][wire_name][TAGS] = values
        return model

    def _choice(self, schema: MapNode, side: Side) -> Read:
        read, what = choice_of(schema, side)
        if what:
            self._notice(schema, "enum", "enum", what)
        return read

    def _union(self, schema: MapNode, members: SeqNode, side: Side, module: str, name: str) -> Read:
        reads = [
            self.read(member, side, module, f"{name}{index + 1}" if index else name)
            for index, member in enumerate(members)
        ]
        self._note_union(schema, members, reads, side)
        return union_of(reads)

    def _note_union(self, schema: MapNode, members: list[Any], reads: list[Read], side: Side) -> None:
        models = [
            (member, read.type)
            for member, read in zip(members, reads, strict=True)
            if isinstance(read.type, Named) and read.type.is_model
        ]
        if side == "response":
            self._tags.note_union(schema, models)

    def _by_type(self, schema: MapNode, side: Side, module: str, name: str) -> Read:
        kinds = schema.get("type")
        kinds = [kinds] if isinstance(kinds, str) else kinds or implied_types(schema)
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            self._notice(schema, "type", name, "is not the name of a type")
            return ANYTHING
        if not kinds:
            return ANYTHING
        reads = [self._one_type(schema, kind, side, module, name) for kind in kinds]
        if len(reads) == 1:
            return reads[0]
        if all(set(read.schema) == {"type"} for read in reads):
            return Read(one_of([read.type for read in reads]), {"type": kinds})
        return union_of(reads)

    def _one_type(self, schema: MapNode, kind: str, side: Side, module: str, name: str) -> Read:
        if kind == "object":
            return self._object(schema, side, module, name)
        constraints: dict[str, Any] = {}
        if side == "request":
            constraints, given_up = constraints_of(schema, kind)
            for key, what in given_up:
                self._notice(schema, key, name, what)
        if kind == "array":
            item = self.read(schema.get("items"), side, module, f"{name}Item")
            return Read(ListOf(item.type), {"type": "array", "items": item.schema, **constraints})
        if kind not in SCALARS:
            return ANYTHING
        return Read(Scalar(SCALARS[kind]), {"type": kind, **constraints})

    def _object(self, schema: MapNode, side: Side, module: str, name: str) -> Read:
        if schema.get("properties"):
            return self._model(self.flattener.non_null(schema)[0], side, module, name)
        values = schema.get("additionalProperties")
        if isinstance(values, MapNode) and values:
            read = self.read(values, side, module, f"{name}Value")
            return Read(MapOf(read.type), {"type": "object", "additionalProperties": read.schema or True})
        return Read(MapOf(ANY), {"type": "object", "additionalProperties": True})

    def _notice(self, node: MapNode, key: str, name: str, what: str) -> None:
        self.notices.append(Complaint(node.at(key), name, what))


def _reference_to(pointer: str, target: MapNode) -> MapNode:
    reference = MapNode(target.location)
    reference.put("$ref", pointer, target.location)
    return reference


def _is_object(schema: MapNode) -> bool:
    return (
        bool(schema.get("properties"))
        and schema.get("type", "object") == "object"
        and not ("enum" in schema or "const" in schema)
    )
