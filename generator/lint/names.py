"""No two things of a document become one Python name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.bundle import Bundle
from generator.document.grammar import walk
from generator.document.view import OperationView, deref, json_content, operations_of, parameters_of
from generator.naming import argument_name, class_name, field_name, module_name, snake_case
from generator.source.complaint import Complaint, Location
from generator.source.nodes import MapNode


def check_names(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each second thing that would get a name already taken."""
    document = bundle.document
    yield from _check_methods(document)
    yield from _check_tags(document)
    yield from _check_classes(document)
    for visit in walk(document):
        properties = visit.node.get("properties") if visit.kind == "schema" else None
        if isinstance(properties, MapNode):
            names = _Names("field")
            for name in properties:
                yield from names.add(field_name(name), name, properties.at(name))
    for view in operations_of(document):
        if not isinstance(view.node.get("operationId"), str):
            yield Complaint(view.location, view.title, "has no operationId")
        yield from _check_arguments(document, view)


@dataclass
class _Names:
    """Names of one scope, and who has each."""

    what: str
    taken: dict[str, tuple[str, Location]] = field(default_factory=dict)

    def add(self, python: str, name: str, location: Location) -> Iterator[Complaint]:
        owner, first = self.taken.setdefault(python, (name, location))
        if (owner, first) != (name, location):
            yield Complaint(location, name, f"becomes the {self.what} {python}, as {owner} at {first} does")


def _check_methods(document: MapNode) -> Iterator[Complaint]:
    scopes: dict[Any, _Names] = {}
    seen: set[str] = set()
    for view in operations_of(document):
        name = view.node.get("operationId")
        if isinstance(name, str) and name not in seen:
            seen.add(name)
            tag = next(iter(view.node.get("tags") or ["default"]), "default")
            scope = scopes.setdefault(tag, _Names(f"method of {tag}"))
            yield from scope.add(snake_case(name), name, view.node.at("operationId"))


def _check_tags(document: MapNode) -> Iterator[Complaint]:
    names = _Names("attribute of the client")
    declared: set[str] = set()
    for tag in document.get("tags") or ():
        if isinstance(tag, MapNode) and isinstance(tag.get("name"), str):
            declared.add(tag["name"])
            yield from names.add(module_name(tag["name"]), tag["name"], tag.at("name"))
    for view in operations_of(document):
        for name in view.node.get("tags") or ():
            if name not in declared:
                declared.add(name)
                yield from names.add(module_name(name), name, view.node.at("tags"))


def _check_classes(document: MapNode) -> Iterator[Complaint]:
    names = _Names("class")
    schemas = (document.get("components") or {}).get("schemas")
    if isinstance(schemas, MapNode):
        for name in schemas:
            yield from names.add(class_name(name), name, schemas.at(name))


def _check_arguments(document: MapNode, view: OperationView) -> Iterator[Complaint]:
    names = _Names(f"argument of {view.title}")
    for parameter in parameters_of(document, view):
        name = parameter.get("name")
        if isinstance(name, str):
            yield from names.add(argument_name(name), name, parameter.at("name"))
    media = json_content(deref(document, view.node.get("requestBody")))
    schema = deref(document, media.get("schema")) if media is not None else None
    properties = schema.get("properties") if isinstance(schema, MapNode) else None
    if isinstance(properties, MapNode) and names.taken:
        for name in properties:
            yield from names.add(argument_name(name), name, properties.at(name))
