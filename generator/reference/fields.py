"""The fields of requests and answers as the templates see them, those of nested objects included."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.view import deref
from generator.ir.model import Api, Argument, Model, Side
from generator.ir.types import Named
from generator.ir.words import one_line
from generator.naming import field_name, snake_case
from generator.reference.notes import Note, notes_of
from generator.reference.samples import samples_of
from generator.reference.shapes import (
    ANY_KEY,
    Property,
    choices_of,
    described_at,
    example_of,
    kind_in_words,
    parameter_schema,
    rules_of,
)
from generator.reference.sides import Sides
from generator.reference.text import json_text
from generator.source.nodes import MapNode

_DEPTHS: Final = (8, 4, 3, 2, 1)
_MOST_FIELDS: Final = 250
_LONGEST_EXAMPLE: Final = 80


@dataclass(frozen=True)
class FieldView:
    """A field as a page shows it.

    Attributes:
        wire_name: its name in the JSON, in the path, the query or a header.
        name: its name in Python.
        way: the names that lead to it, for people.
        anchor: the place on the page that a link can lead to.
        kind: its type in JSON's words.
        place: `body`, `path`, `query` and so on.
        rule: range, step and length in words.
        pattern: the regular expression that its text must match; empty without one.
        default, example: as JSON; empty without one.
        remark: what the client does with it by itself.
        python: the type that Python's argument accepts; empty inside of an object.
        models: the classes that hold its value.
        is_cut: whether it has fields of its own that are shown with its class alone.
    """

    wire_name: str
    name: str
    way: str
    anchor: str
    kind: str
    place: str = "body"
    description: str = ""
    rule: str = ""
    pattern: str = ""
    default: str = ""
    example: str = ""
    remark: str = ""
    python: str = ""
    choices: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    models: tuple[Named, ...] = ()
    is_required: bool = False
    is_deprecated: bool = False
    is_cut: bool = False
    children: tuple[FieldView, ...] = ()


class _TooManyError(Exception):
    """More fields than a page can show."""


@dataclass
class FieldReader:
    """Reads the fields of schemas; a page gets as many levels of them as it can show."""

    api: Api
    document: MapNode
    sides: Sides = field(init=False)
    _models: dict[Any, Model] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sides = Sides(self.document)
        self._models = {model.ref: model for model in self.api.models}

    def of_schema(
        self, schema: Any, kind: object, anchor: str, side: Side = "request"
    ) -> tuple[FieldView, ...]:
        """Return the fields of an object, as they are on one side of a call.

        Args:
            schema: the object's schema.
            kind: its type in the representation, from which the names of classes are taken.
            anchor: how the anchors of its fields begin.
            side: whether the client sends the object, or gets it.
        """
        for depth in _DEPTHS:
            try:
                return _Walk(self, depth, side).fields(schema, kind, "", anchor, "body", ())
            except _TooManyError:
                continue
        return ()

    def of_property(self, entry: Property, kind: object, anchor: str) -> FieldView:
        """Return the field for one property."""
        for depth in _DEPTHS:
            try:
                return _Walk(self, depth).field(entry, kind, "", anchor, "body", ())
            except _TooManyError:
                continue
        return _Walk(self, 0).field(entry, kind, "", anchor, "body", ())

    def of_parameter(self, node: MapNode, argument: Argument | None, anchor: str) -> FieldView:
        """Return the field for a parameter of the path, the query, a header or a cookie."""
        wire_name = str(node.get("name"))
        schema = parameter_schema(node)
        entry = Property(wire_name, schema, node.get("required") is True)
        made = _Walk(self, 1).field(
            entry, argument.type if argument else None, "", anchor, str(node.get("in")), ()
        )
        example = made.example or _first_example(self.document, node)
        return dataclasses.replace(
            made,
            description=one_line(node.get("description")) or made.description,
            example=example,
            notes=(*notes_of(self.document, node), *made.notes),
            is_deprecated=node.get("deprecated") is True,
        )

    def model_of(self, kind: object) -> Model | None:
        """Return the class that holds values of a type, where there is exactly one."""
        found = [ref for ref in named_in(kind) if ref in self._models]
        return self._models[found[0]] if len(found) == 1 else None

    def known(self, kind: object) -> tuple[Named, ...]:
        """Return the classes in a type that have a place on a page."""
        return tuple(dict.fromkeys(ref for ref in named_in(kind) if ref in self._models))


@dataclass
class _Walk:
    reader: FieldReader
    depth: int
    side: Side = "request"
    count: int = 0

    def fields(
        self, schema: Any, kind: object, way: str, anchor: str, place: str, above: tuple[int, ...]
    ) -> tuple[FieldView, ...]:
        model = self.reader.model_of(kind)
        kinds = {each.wire_name: each.type for each in model.fields} if model is not None else {}
        inside = (*above, id(deref(self.reader.document, schema)))
        return tuple(
            self.field(entry, kinds.get(entry.wire_name), way, anchor, place, inside)
            for entry in self.reader.sides.properties(schema, self.side)
        )

    def field(
        self, entry: Property, kind: object, way: str, anchor: str, place: str, above: tuple[int, ...]
    ) -> FieldView:
        self.count += 1
        if self.count > _MOST_FIELDS and self.depth > 1:
            raise _TooManyError
        document = self.reader.document
        target = deref(document, entry.schema)
        described = next((one_line(node["description"]) for node in _described(entry.schema, target)), "")
        own_way = f"{way}.{entry.wire_name}" if way else entry.wire_name
        own_anchor = f"{anchor}-{snake_case(entry.wire_name).strip('_').replace('_', '-')}"
        rule, pattern = rules_of(document, entry.schema)
        is_round = id(target) in above
        is_deep = len(above) >= self.depth
        inner = self.reader.sides.properties(entry.schema, self.side) if is_round or is_deep else []
        return FieldView(
            wire_name=entry.wire_name,
            name="" if entry.wire_name == ANY_KEY else field_name(entry.wire_name),
            way=own_way,
            anchor=own_anchor,
            kind=kind_in_words(document, entry.schema),
            place=place,
            description=described,
            rule=rule,
            pattern=pattern,
            default=_default(document, entry.schema),
            example=_short(example_of(document, entry.schema)),
            choices=choices_of(document, entry.schema),
            notes=notes_of(document, entry.schema),
            models=self.reader.known(kind),
            is_required=entry.is_required,
            is_deprecated=isinstance(target, MapNode) and target.get("deprecated") is True,
            is_cut=bool(inner),
            children=()
            if is_round or is_deep
            else self.fields(entry.schema, kind, own_way, own_anchor, place, above),
        )


def named_in(kind: object) -> Iterator[Named]:
    """Yield the names in a type, however it is put together."""
    if isinstance(kind, Named):
        yield kind
    elif isinstance(kind, tuple):
        for part in kind:
            yield from named_in(part)
    elif dataclasses.is_dataclass(kind) and not isinstance(kind, type):
        for part in dataclasses.fields(kind):
            yield from named_in(getattr(kind, part.name))


def _described(schema: Any, target: Any) -> Iterator[MapNode]:
    for node in (schema, target):
        if isinstance(node, MapNode) and node.get("description"):
            yield node


def _default(document: MapNode, schema: Any) -> str:
    for node in (schema, deref(document, schema)):
        if isinstance(node, MapNode) and "default" in node:
            return json_text(node["default"])
    return ""


def _first_example(document: MapNode, node: MapNode) -> str:
    samples = [*samples_of(document, node), *samples_of(document, described_at(node))]
    return _short(samples[0].value) if samples else ""


def _short(example: Any) -> str:
    written = json_text(example) if example is not None else ""
    return written if len(written) <= _LONGEST_EXAMPLE else ""
