"""The parameters of operations: what goes into path, query, headers and cookies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.view import OperationView, parameters_of
from generator.ir.media import is_token
from generator.ir.model import Argument, Place
from generator.ir.notes import note_of
from generator.ir.schemas import SchemaReader
from generator.ir.types import ANY, Choice, ListOf, MapOf, Named, OneOf, Scalar, Type, without_none
from generator.ir.words import one_line
from generator.runtime.shapes import Style, StyleName
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode

_DEFAULT_STYLES: Final[dict[Place, StyleName]] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
}
_STYLES: Final[dict[str, StyleName]] = {
    name: name
    for name in ("form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject")
}
_JSON: Final = Style("json", explode=False)
_IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
"""Parameters that OpenAPI says shall be ignored: other parts of the document decide them."""


@dataclass(frozen=True)
class Parameters:
    """The arguments of an operation that are parameters, and the model that holds their rules."""

    arguments: tuple[Argument, ...] = ()
    model: Named | None = None
    styles: dict[str, Style] = field(default_factory=dict, hash=False)


class ParameterReader:
    """Reads the parameters of operations; `complaints` tell of those that cannot be sent."""

    def __init__(self, document: MapNode, schemas: SchemaReader) -> None:
        self._document = document
        self._schemas = schemas
        self.complaints: list[Complaint] = []

    def schemas_of(self, view: OperationView) -> list[Any]:
        """Return the schemas of an operation's parameters."""
        return [_schema_of(node)[0] for node in self._nodes(view)]

    def read(self, view: OperationView, module: str, class_base: str) -> Parameters:
        """Return the parameters of an operation."""
        model = MapNode(view.location)
        properties = MapNode(view.location)
        required: list[str] = []
        sources: dict[str, tuple[MapNode, Place, bool]] = {}
        for node in self._nodes(view):
            place: Place = node["in"]
            name = str(node.get("name"))
            schema, is_json = _schema_of(node)
            key = name if name not in properties else f"{name} {place}"
            sources[key] = (node, place, is_json)
            properties.put(key, _described(schema, node), node.location)
            if node.get("required") or place == "path":
                required.append(key)
        if not properties:
            return Parameters()
        model.put("type", "object", view.location)
        model.put("properties", properties, view.location)
        model.put("required", required, view.location)
        model.put("additionalProperties", False, view.location)
        model.put("description", f"Parameters of {view.title}.", view.location)
        self._schemas.note_parameters(model)
        read = self._schemas.read(model, "request", module, f"{class_base}Parameters")
        if not isinstance(read.type, Named):
            return Parameters()
        fields = self._schemas.model(read.type)
        arguments: list[Argument] = []
        styles: dict[str, Style] = {}
        for entry in fields.fields if fields is not None else ():
            node, place, is_json = sources[entry.wire_name]
            schema = properties[entry.wire_name]
            target = self._schemas.flattener.target(schema)
            name = str(node.get("name"))
            arguments.append(
                Argument(
                    name=entry.name,
                    wire_name=name,
                    place=place,
                    type=without_none(entry.type),
                    is_required=entry.is_required,
                    description=_description(schema, target),
                    rule=self._schemas.rule_of(schema),
                    note=note_of(schema),
                    default=entry.default,
                    keeps_slashes=node.get("x-allow-reserved") is True,
                    field=entry.name,
                )
            )
            style = self._style(node, place, entry.type, is_json=is_json)
            if style is not None:
                styles[f"{place}:{name}"] = style
        return Parameters(tuple(arguments), read.type, styles)

    def _nodes(self, view: OperationView) -> list[MapNode]:
        return [node for node in parameters_of(self._document, view) if self._can_be_sent(node)]

    def _can_be_sent(self, node: MapNode) -> bool:
        place, name = node.get("in"), str(node.get("name"))
        if place not in _DEFAULT_STYLES or (place == "header" and name.lower() in _IGNORED_HEADERS):
            return False
        if place in ("header", "cookie") and not is_token(name):
            what = f"cannot be the name of a {place}, and is not sent"
            self.complaints.append(Complaint(node.at("name"), name, what))
            return False
        return True

    def _style(self, node: MapNode, place: Place, kind: Type, *, is_json: bool) -> Style | None:
        """Return how a list or an object is written; None for what is simply text."""
        if is_json:
            return _JSON
        name = _STYLES.get(str(node.get("style")), _DEFAULT_STYLES[place])
        if _is_scalar(kind) and name in ("form", "simple"):
            return None
        explode = node.get("explode")
        return Style(name, explode if isinstance(explode, bool) else name == "form")


def _schema_of(node: MapNode) -> tuple[Any, bool]:
    """Return the schema of a parameter, and whether its value is written as JSON."""
    if "schema" in node:
        return node["schema"], False
    content = node.get("content")
    for name, media in content.items() if isinstance(content, MapNode) else ():
        return (media.get("schema") if isinstance(media, MapNode) else None), "json" in name
    return None, False


def _is_scalar(kind: Type) -> bool:
    if isinstance(kind, OneOf):
        return all(_is_scalar(member) for member in kind.members)
    if isinstance(kind, Named):
        return not kind.is_model
    return kind != ANY and isinstance(kind, (Scalar, Choice)) and not isinstance(kind, (ListOf, MapOf))


def _description(schema: MapNode, target: Any) -> str:
    described = schema if "description" in schema else target
    return one_line(described.get("description")) if isinstance(described, MapNode) else ""


def _described(schema: Any, parameter: MapNode) -> MapNode:
    """Return the schema of a parameter with what the parameter says of it."""
    source = schema if isinstance(schema, MapNode) else MapNode(parameter.location)
    copy = source.without()
    for key in ("description", "x-provenance"):
        if key in parameter and key not in copy:
            copy.put(key, parameter[key], parameter.at(key))
    return copy
